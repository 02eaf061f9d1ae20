/** A set of profile versions in order, and its name. */
import { createHash } from 'node:crypto';
import type { Profile } from './profile.ts';

export interface ProfileSet {
  readonly profiles: readonly Profile[];
  /** Of the content of each version. */
  readonly digests: ReadonlyMap<Profile, string>;
  /** Equal sets have equal names. */
  readonly name: string;
}

/** Letter by letter, whatever the language of the machine. */
export const inOrder = (a: Profile, b: Profile): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.version - b.version);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const digestOf = ({ id, version, validFrom, validTo = '', definition }: Profile): string =>
  sha256(JSON.stringify([id, version, validFrom, validTo, definition]));

const named = (given: readonly Profile[], digests: ReadonlyMap<Profile, string>): ProfileSet => {
  const profiles = given.toSorted(inOrder);
  return { profiles, digests, name: sha256(profiles.map((one) => digests.get(one)).join()).slice(0, 16) };
};

export const emptySet: ProfileSet = named([], new Map());

export const addToSet = ({ profiles, digests }: ProfileSet, added: readonly Profile[]): ProfileSet =>
  named([...profiles, ...added], new Map([...digests, ...added.map((one) => [one, digestOf(one)] as const)]));

export const withoutIds = ({ profiles, digests }: ProfileSet, ids: { has(id: string): boolean }): ProfileSet => {
  const left = profiles.filter(({ id }) => !ids.has(id));
  return named(left, new Map(left.map((one) => [one, digests.get(one)!])));
};
