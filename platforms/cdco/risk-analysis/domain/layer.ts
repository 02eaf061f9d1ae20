/** Profile versions that were compiled together, in the order of their ids. */
import { concernedIn } from './concerned.ts';
import type { Hit } from './hit.ts';
import { kindOf } from './kinds.ts';
import type { InForce } from './matching/index-profiles.ts';
import { buildProfileMatcher, type ProfileMatcher } from './matching/profile-matcher.ts';
import type { Traffic } from './matching/traffic.ts';
import { dayNumber, periodsInForce } from './periods.ts';
import type { Profile } from './profile.ts';

export interface Subject {
  readonly declaration: unknown;
  readonly procedure: string;
  readonly specificCircumstance: string;
}

export interface Layer {
  assess(subject: Subject, onDate: string): readonly Hit[];
  candidates(subject: Subject, onDate: string): number;
  readonly unselective: readonly Profile[];
}

/** All of a hit but its elements: made once, when the engine is. */
const outcomeOf = ({ id, version, definition }: Profile): Omit<Hit, 'elements'> => ({
  profileId: id,
  profileVersion: version,
  riskAreaCode: definition.riskAreaCode,
  riskLevel: definition.riskLevel,
  kind: kindOf(definition),
  ...(definition.memberState === undefined ? {} : { memberState: definition.memberState }),
  ...(definition.campaignId === undefined ? {} : { campaignId: definition.campaignId }),
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
function* buildMatchers(
  profiles: readonly Profile[],
  traffic: Traffic,
): Generator<void, ReadonlyMap<string, ProfileMatcher>> {
  const all = inForceOf(profiles);
  const matchers = new Map<string, ProfileMatcher>();
  for (const procedure of new Set(profiles.flatMap(({ definition }) => definition.procedures))) {
    const of = all.filter(({ definition }) => definition.procedures.includes(procedure));
    matchers.set(procedure, yield* buildProfileMatcher(procedure, of, traffic));
  }
  return matchers;
}

const askingOf = ({ declaration, specificCircumstance }: Subject, onDate: string) => ({
  declaration,
  specificCircumstance,
  day: dayNumber(onDate),
});

const nothing: readonly Hit[] = [];

/** National profiles are for declarations in which their Member State is concerned. Which these are is read when one has hit. */
const whereConcerned = (hits: readonly Hit[], { declaration, procedure }: Subject): readonly Hit[] => {
  if (hits.every(({ memberState }) => memberState === undefined)) return hits;
  const concerned = concernedIn(declaration, procedure);
  return hits.filter(({ memberState }) => memberState === undefined || concerned.includes(memberState));
};

/** Compiles, and pauses where others may go on. @param profiles in order */
export function* buildLayer(profiles: readonly Profile[], traffic: Traffic): Generator<void, Layer> {
  const matchers = yield* buildMatchers(profiles, traffic);
  const outcomes = profiles.map(outcomeOf);
  const unselective = new Set([...matchers.values()].flatMap((one) => one.unselective));
  return {
    unselective: [...unselective].map((position) => profiles[position]!),
    assess: (subject, onDate) => {
      const matcher = matchers.get(subject.procedure);
      if (matcher === undefined) return nothing;
      const matches = matcher.match(askingOf(subject, onDate));
      const hits = matches.map(({ profile, elements }) => ({ ...outcomes[profile]!, elements }));
      return whereConcerned(hits, subject);
    },
    candidates: (subject, onDate) => matchers.get(subject.procedure)?.tried(askingOf(subject, onDate)) ?? 0,
  };
}
