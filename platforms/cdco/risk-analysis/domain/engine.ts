/** The risk engine: a fixed set of profile versions, compiled. It is replaced as a whole when profiles change. */
import { createHash } from 'node:crypto';
import { accessOf } from './access.ts';
import { compileCondition, type Holds } from './compile.ts';
import { evidenceOf } from './evidence.ts';
import type { Hit, HitElement } from './hit.ts';
import { isInForce, looksAt, type Period, type Profile } from './profile.ts';
import { createProfileIndex, type ProfileIndex } from './profile-index.ts';
import { scopeOf } from './scope.ts';

/** Of the rules by which profiles are read; a change of them is a new version. */
export const engineVersion = '1.0.0';

/** Elements that one hit names at most: a criterion on every item of a large declaration would name thousands. */
const maxElements = 20;

export interface Subject {
  readonly declaration: unknown;
  readonly procedure: string;
  readonly specificCircumstance: string;
}

export interface Engine {
  /** Names the set of profile versions: equal sets have equal names. */
  readonly profileSet: string;
  readonly profiles: readonly Profile[];
  /** Hits of the versions in force on the day, in the order of their ids. */
  assess(subject: Subject, onDate: string): readonly Hit[];
  /** How many profiles would be tried: what an assessment costs. */
  candidates(subject: Subject): number;
}

interface Compiled {
  readonly profile: Profile;
  readonly newer: readonly Period[];
  readonly holds: Holds;
}

/** Letter by letter, whatever the language of the machine. */
const inOrder = (a: Profile, b: Profile): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.version - b.version);

const profileSetOf = (profiles: readonly Profile[]): string =>
  createHash('sha256').update(JSON.stringify(profiles)).digest('hex').slice(0, 16);

const compile = (profiles: readonly Profile[]): readonly Compiled[] =>
  profiles.map((profile) => ({
    profile,
    newer: profiles.filter(({ id, version }) => id === profile.id && version > profile.version),
    holds: compileCondition(profile.definition.condition),
  }));

const hitOf = ({ id, version, definition }: Profile, elements: readonly HitElement[]): Hit => ({
  profileId: id,
  profileVersion: version,
  riskAreaCode: definition.riskAreaCode,
  riskLevel: definition.riskLevel,
  ...(definition.recommendedControl === undefined ? {} : { recommendedControl: definition.recommendedControl }),
  ...(definition.placeOfControl === undefined ? {} : { placeOfControl: definition.placeOfControl }),
  ...(definition.referralType === undefined ? {} : { referralType: definition.referralType }),
  blocks: definition.blocks ?? false,
  reason: definition.reason,
  elements,
});

/** One index per procedure: what a procedure's profiles look for is not looked for elsewhere. */
const indexesOf = (
  compiled: readonly Compiled[],
): ReadonlyMap<string, { of: readonly Compiled[]; index: ProfileIndex }> => {
  const procedures = new Set(compiled.flatMap(({ profile }) => profile.definition.procedures));
  return new Map(
    [...procedures].map((procedure) => {
      const of = compiled.filter(({ profile }) => profile.definition.procedures.includes(procedure));
      const index = createProfileIndex(of.map(({ profile }) => accessOf(profile.definition.condition)));
      return [procedure, { of, index }];
    }),
  );
};

export const compileProfiles = (given: readonly Profile[]): Engine => {
  const profiles = given.toSorted(inOrder);
  const indexes = indexesOf(compile(profiles));
  return {
    profileSet: profileSetOf(profiles),
    profiles,
    assess: ({ declaration, procedure, specificCircumstance }, onDate) => {
      const found = indexes.get(procedure);
      if (found === undefined) return [];
      const scope = scopeOf(declaration, procedure);
      const matching: number[] = [];
      found.index.eachCandidate(scope, (candidate) => {
        const { profile, newer, holds } = found.of[candidate]!;
        const applies = looksAt(profile, procedure, specificCircumstance) && isInForce(profile, newer, onDate);
        if (applies && holds(scope)) matching.push(candidate);
      });
      return matching
        .sort((a, b) => a - b)
        .map((position) => {
          const { profile } = found.of[position]!;
          const evidence = evidenceOf(profile.definition.condition, scope) ?? [];
          return hitOf(profile, elementsOf(evidence));
        });
    },
    candidates: ({ declaration, procedure }) => {
      let tried = 0;
      indexes.get(procedure)?.index.eachCandidate(scopeOf(declaration, procedure), () => {
        tried += 1;
      });
      return tried;
    },
  };
};

/** Each place once: two conditions may speak of the same element. */
const elementsOf = (
  evidence: readonly { readonly pointer: string; readonly value: unknown }[],
): readonly HitElement[] => {
  const places = new Map(evidence.map(({ pointer, value }) => [pointer, { pointer, value: String(value) }]));
  return [...places.values()].slice(0, maxElements);
};
