/** Which live profiles a proposed one meets: by what the conditions say, and on declarations that came lately. */
import { setImmediate as others } from 'node:timers/promises';
import { type Clock, toDay } from '../../../../shared-services/kit/clock.ts';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import type { Engine } from '../domain/engine.ts';
import type { Definition, Profile } from '../domain/profile.ts';
import type { Declared } from '../domain/trials/declared.ts';
import { isCoveredBy } from '../domain/trials/implies.ts';
import { closest, type Overlap, overlapOf } from '../domain/trials/overlaps.ts';
import { isVisibleTo } from '../domain/visibility.ts';
import type { LiveEngine } from '../live-engine.ts';
import { parseDefinition } from '../storage/profiles.ts';
import { newestBlock, recentDeclared } from '../storage/trials/blocks.ts';
import { trialEngine } from './trial-engines.ts';

const mostRecent = 512;
const mostNamed = 5;
/** Overlaps below both say nothing that an expert must know. */
const worthTelling = 0.5;
const sliceMs = 4;

interface Sampled {
  readonly key: string;
  readonly declared: readonly Declared[];
  /** For each live profile, the positions of those that it hits. */
  readonly hitBy: ReadonlyMap<string, ReadonlySet<number>>;
}

/** For whom: of national profiles of others nothing is said. */
export type OverlapWarnings = (
  definition: string,
  memberState: string,
  profileId?: string,
) => Promise<readonly string[]>;

/** Lets others work after each slice of time. */
const pauses = () => {
  let sinceMs = performance.now();
  return async (): Promise<void> => {
    if (performance.now() - sinceMs < sliceMs) return;
    await others();
    sinceMs = performance.now();
  };
};

/** In slices: with ten thousand live profiles it takes some ten milliseconds, and others answer meanwhile. */
const hitsOf = async (engine: Engine, declared: readonly Declared[], day: string): Promise<Sampled['hitBy']> => {
  const hitBy = new Map<string, Set<number>>();
  const pause = pauses();
  for (const [position, one] of declared.entries()) {
    for (const { profileId } of engine.assess(one, day)) {
      hitBy.set(profileId, (hitBy.get(profileId) ?? new Set()).add(position));
    }
    await pause();
  }
  return hitBy;
};

const named = ({ id, version }: Profile): string => `${id} (version ${version})`;

const someOf = (profiles: readonly Profile[]): string => {
  const told = profiles.slice(0, mostNamed).map(named).join(', ');
  return profiles.length > mostNamed ? `${told} and ${profiles.length - mostNamed} more` : told;
};

const byForm = async (definition: Definition, live: readonly Profile[]): Promise<string[]> => {
  const wider: Profile[] = [];
  const narrower: Profile[] = [];
  const pause = pauses();
  for (const one of live) {
    if (isCoveredBy(definition, one.definition)) wider.push(one);
    else if (isCoveredBy(one.definition, definition)) narrower.push(one);
    await pause();
  }
  return [
    ...(wider.length === 0 ? [] : [`whatever it hits is hit already, by its criteria: ${someOf(wider)}`]),
    ...(narrower.length === 0 ? [] : [`it hits all that these hit, by its criteria: ${someOf(narrower)}`]),
  ];
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const told = ({ profileId, bothHit, contained, jaccard }: Overlap, versions: ReadonlyMap<string, Profile>): string => {
  const profile = versions.get(profileId);
  const name = profile === undefined ? profileId : named(profile);
  return `${name} hits ${percent(contained)} of what it hits (both ${bothHit}, Jaccard ${jaccard.toFixed(2)})`;
};

export const createOverlapWarnings = (store: Store, clock: Clock, engine: LiveEngine): OverlapWarnings => {
  let kept: Sampled | undefined;

  const sampled = async (live: Engine, day: string): Promise<Sampled> => {
    const key = `${live.profileSet} ${await newestBlock(store)} ${day}`;
    if (kept?.key === key) return kept;
    const declared = await recentDeclared(store, mostRecent);
    kept = { key, declared, hitBy: await hitsOf(live, declared, day) };
    return kept;
  };

  return async (text, memberState, profileId) => {
    const parsed = parseDefinition(text);
    if ('faults' in parsed) return [];
    const live = engine.current();
    const day = toDay(clock.nowMs());
    // A new version is not held against the one that it replaces.
    const rivals = live.profiles.filter(
      ({ id, definition }) => id !== profileId && isVisibleTo(definition.memberState, memberState),
    );
    const { declared, hitBy } = await sampled(live, day);
    const tried = trialEngine([parsed.definition]);
    const own = new Set(declared.flatMap((one, position) => (tried.assess(one, day).length > 0 ? [position] : [])));
    const overlaps = rivals.flatMap(({ id }) => {
      const hits = hitBy.get(id) ?? new Set<number>();
      return hits.size === 0 ? [] : [overlapOf(id, own.size, hits.size, own.intersection(hits).size)];
    });
    const close = overlaps.filter(({ contained, jaccard }) => Math.max(contained, jaccard) >= worthTelling);
    const versions = new Map(rivals.map((one) => [one.id, one]));
    const seen = closest(close, mostNamed).map((one) => told(one, versions));
    const where = `of the ${declared.length} latest declarations it hits ${own.size}`;
    return [...(await byForm(parsed.definition, rivals)), ...seen.map((one) => `${where}: ${one}`)];
  };
};
