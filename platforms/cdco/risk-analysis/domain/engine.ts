/** The risk engine: a fixed set of profile versions, compiled. It is replaced as a whole when profiles change. */
import { createHash } from 'node:crypto';
import type { Hit } from './hit.ts';
import type { InForce } from './matching/index-profiles.ts';
import { createProfileMatcher, type ProfileMatcher } from './matching/profile-matcher.ts';
import { type Traffic, usualTraffic } from './matching/traffic.ts';
import { dayNumber, periodsInForce } from './periods.ts';
import type { Profile } from './profile.ts';

/** Of the rules by which profiles are read; a change of them is a new version. */
export const engineVersion = '2.0.0';

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
  candidates(subject: Subject, onDate: string): number;
}

/** Letter by letter, whatever the language of the machine. */
const inOrder = (a: Profile, b: Profile): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.version - b.version);

const profileSetOf = (profiles: readonly Profile[]): string =>
  createHash('sha256').update(JSON.stringify(profiles)).digest('hex').slice(0, 16);

/** All of a hit but its elements: made once, when the engine is. */
const outcomeOf = ({ id, version, definition }: Profile): Omit<Hit, 'elements'> => ({
  profileId: id,
  profileVersion: version,
  riskAreaCode: definition.riskAreaCode,
  riskLevel: definition.riskLevel,
  ...(definition.recommendedControl === undefined ? {} : { recommendedControl: definition.recommendedControl }),
  ...(definition.placeOfControl === undefined ? {} : { placeOfControl: definition.placeOfControl }),
  ...(definition.referralType === undefined ? {} : { referralType: definition.referralType }),
  blocks: definition.blocks ?? false,
  reason: definition.reason,
});

/** Days on which each version is the one in force: not those that a newer version covers. */
const inForceOf = (profiles: readonly Profile[]): readonly InForce[] => {
  const versions = Map.groupBy(profiles, ({ id }) => id);
  return profiles.map((profile, position) => {
    const newer = versions.get(profile.id)!.filter(({ version }) => version > profile.version);
    return { profile: position, definition: profile.definition, periods: periodsInForce(profile, newer) };
  });
};

/** One matcher per procedure: what a procedure's profiles look for is not looked for elsewhere. */
const matchersOf = (profiles: readonly Profile[], traffic: Traffic): ReadonlyMap<string, ProfileMatcher> => {
  const all = inForceOf(profiles);
  const procedures = new Set(profiles.flatMap(({ definition }) => definition.procedures));
  return new Map(
    [...procedures].map((procedure) => {
      const of = all.filter(({ definition }) => definition.procedures.includes(procedure));
      return [procedure, createProfileMatcher(procedure, of, traffic)];
    }),
  );
};

const askingOf = ({ declaration, specificCircumstance }: Subject, onDate: string) => ({
  declaration,
  specificCircumstance,
  day: dayNumber(onDate),
});

export const compileProfiles = (given: readonly Profile[], traffic: Traffic = usualTraffic): Engine => {
  const profiles = given.toSorted(inOrder);
  const matchers = matchersOf(profiles, traffic);
  const outcomes = profiles.map(outcomeOf);
  return {
    profileSet: profileSetOf(profiles),
    profiles,
    assess: (subject, onDate) =>
      (matchers.get(subject.procedure)?.match(askingOf(subject, onDate)) ?? []).map(({ profile, elements }) => ({
        ...outcomes[profile]!,
        elements,
      })),
    candidates: (subject, onDate) => matchers.get(subject.procedure)?.tried(askingOf(subject, onDate)) ?? 0,
  };
};
