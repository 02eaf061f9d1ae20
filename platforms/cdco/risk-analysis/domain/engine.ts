/**
 * The risk engine: a fixed set of profile versions, compiled. A change makes another engine, which shares with this one what
 * stayed as it was; whoever holds this one is not disturbed.
 */
import type { Hit } from './hit.ts';
import { buildLayer, type Layer, type Subject } from './layer.ts';
import { type Traffic, usualTraffic } from './matching/traffic.ts';
import type { Profile } from './profile.ts';
import { addToSet, emptySet, inOrder, type ProfileSet, withoutIds } from './profile-set.ts';

/** Of the rules by which profiles are read; a change of them is a new version. */
export const engineVersion = '2.0.0';

export type { Subject } from './layer.ts';

export interface Engine {
  /** Names the set of profile versions: equal sets have equal names. */
  readonly profileSet: string;
  readonly profiles: readonly Profile[];
  /** Hits of the versions in force on the day, in the order of their ids. */
  assess(subject: Subject, onDate: string): readonly Hit[];
  /** How many profiles would be tried: what an assessment costs. */
  candidates(subject: Subject, onDate: string): number;
  /** Versions that nothing leads to: each is asked of every declaration of its procedures. */
  readonly unselective: readonly Profile[];
  /** How many profiles were changed since the index was made as a whole: they stand in a second, small one. */
  readonly changes: number;
  /** With these versions instead of all that it has of their profiles. Costs what the changed ones cost, not what there are. */
  changed(profiles: ReadonlyMap<string, readonly Profile[]>): Engine;
  /** The same versions in an index made anew, by what declarations look like now. Pauses where others may go on. */
  rebuild(traffic: Traffic): Generator<void, Engine>;
}

/** Goes on without pausing. */
const atOnce = <Made>(steps: Generator<void, Made>): Made => {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
};

interface Parts {
  /** What was there when the index was made as a whole. */
  readonly base: Layer;
  /** Ids of profiles that are other than in the base; their versions stand in the second layer. */
  readonly replaced: ReadonlyMap<string, readonly Profile[]>;
  readonly set: ProfileSet;
  readonly traffic: Traffic;
}

const merge = (base: readonly Hit[], changes: readonly Hit[]): readonly Hit[] =>
  changes.length === 0
    ? base
    : [...base, ...changes].sort((a, b) => (a.profileId < b.profileId ? -1 : a.profileId > b.profileId ? 1 : 0));

const engineOf = ({ base, replaced, set, traffic }: Parts): Engine => {
  const changes = atOnce(buildLayer([...replaced.values()].flat().sort(inOrder), traffic));
  const stays = ({ profileId }: Hit) => !replaced.has(profileId);
  const ofBase = (hits: readonly Hit[]) => (replaced.size === 0 ? hits : hits.filter(stays));
  return {
    profileSet: set.name,
    profiles: set.profiles,
    changes: replaced.size,
    unselective: [...base.unselective.filter(({ id }) => !replaced.has(id)), ...changes.unselective],
    assess: (subject, onDate) => merge(ofBase(base.assess(subject, onDate)), changes.assess(subject, onDate)),
    candidates: (subject, onDate) => base.candidates(subject, onDate) + changes.candidates(subject, onDate),
    changed: (profiles) =>
      engineOf({
        base,
        replaced: new Map([...replaced, ...profiles]),
        set: addToSet(withoutIds(set, profiles), [...profiles.values()].flat()),
        traffic,
      }),
    rebuild: (now) => build(set, now),
  };
};

function* build(set: ProfileSet, traffic: Traffic): Generator<void, Engine> {
  const base = yield* buildLayer(set.profiles, traffic);
  return engineOf({ base, replaced: new Map(), set, traffic });
}

/** @param traffic what declarations look like: decides by what profiles are looked up, never which of them hit */
export const compileProfiles = (profiles: readonly Profile[], traffic: Traffic = usualTraffic): Engine =>
  atOnce(build(addToSet(emptySet, profiles), traffic));
