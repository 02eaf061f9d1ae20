/** The engine of the profiles as they are now: loaded before the first call, replaced by another when profiles change. */
import { setImmediate as others } from 'node:timers/promises';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import { startKeptCopy } from '../../../shared-services/kit/kept-copy.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Loop } from '../../../shared-services/kit/loop.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { compileProfiles, type Engine, engineVersion, type Subject } from './domain/engine.ts';
import type { Traffic } from './domain/matching/traffic.ts';
import type { Profile } from './domain/profile.ts';
import { heldAt, switchesAfter, type TimedProfile } from './domain/profile-life/span.ts';
import { createTimetable, type Timetable } from './domain/profile-life/timetable.ts';
import { createRecentTraffic } from './recent-traffic.ts';
import {
  currentRevision,
  type LoadedProfiles,
  loadChanged,
  loadProfiles,
  recordProfileSet,
  seedWhenEmpty,
} from './storage/profiles.ts';

export interface LiveEngine {
  /**
   * Of the profiles in force now: it changes at the instants of activation, by the clock. Whoever asks it once, for one
   * assessment or one batch, uses one engine throughout.
   */
  current(): Engine;
  /** When it changes next, as far as is known. Milliseconds since the epoch. */
  nextSwitchMs(): number | undefined;
  /** Learns what declarations look like. */
  see(subject: Subject): void;
  /** What they look like; guesses, until there were enough. */
  traffic(): Traffic;
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export interface LiveEngineParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly seeds: readonly Profile[];
  /** How often to look for changed profiles. */
  readonly pollEveryMs?: number;
}

/** So many changes, and the index is made anew: the small one for changes is to stay small. */
const mostChanges = 200;
/** How long others wait while it is. */
const sliceMs = 5;

/** Works in slices, and lets others work in between. */
const inSlices = async <Made>(steps: Generator<void, Made>): Promise<Made> => {
  let sinceMs = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - sinceMs < sliceMs) continue;
    await others();
    sinceMs = performance.now();
  }
};

type Versions = ReadonlyMap<string, readonly TimedProfile[]>;

interface Made {
  readonly engine: Engine;
  /** Of all profiles that may begin or end at an instant to come. */
  readonly versions: Versions;
}

const byId = (loaded: readonly TimedProfile[]): Versions => Map.groupBy(loaded, ({ profile }) => profile.id);

export const createLiveEngine = ({ store, clock, log, seeds, pollEveryMs = 1000 }: LiveEngineParts): LiveEngine => {
  const traffic = createRecentTraffic();
  let timetable: Timetable | undefined;
  let timed: Versions = new Map();
  let revision = '0';
  let copy: Loop | undefined;

  // One criterion that cannot be read must not take the others with it, and must not go unnoticed.
  const readable = ({ profiles, unreadable }: LoadedProfiles): readonly TimedProfile[] => {
    for (const one of unreadable) log.error(one, 'risk profile cannot be read and is left out');
    return profiles;
  };

  const first = async (nowMs: number): Promise<Made> => {
    const loaded = readable(await loadProfiles(store));
    return { engine: compileProfiles(heldAt(loaded, nowMs)), versions: byId(loaded) };
  };

  // The timed ones once more, too: a switch is not lost where the timetable did not reach as far.
  const changed = async (from: Engine, nowMs: number): Promise<Made> => {
    const { ids, ...loaded } = await loadChanged(store, revision);
    const found = byId(readable(loaded));
    const versions = new Map([...timed, ...ids.map((id) => [id, found.get(id) ?? []] as const)]);
    const made = from.changed(new Map([...versions].map(([id, all]) => [id, heldAt(all, nowMs)])));
    const engine = made.changes <= mostChanges ? made : await inSlices(made.rebuild(traffic.measured()));
    return { engine, versions };
  };

  const load = async () => {
    // Read before the table: a change in between is loaded now, and once more the next time.
    const now = await currentRevision(store);
    const nowMs = clock.nowMs();
    const { engine: made, versions } =
      timetable === undefined ? await first(nowMs) : await changed(timetable.at(nowMs), nowMs);
    const toCome = new Map([...versions].filter(([, all]) => switchesAfter(all, nowMs).length > 0));
    const planned = createTimetable(made, toCome, nowMs);
    // Before any of them is used: an assessment names the set that made it.
    for (const engine of planned.engines) await recordProfileSet(store, engine, engineVersion);
    [timetable, timed, revision] = [planned, toCome, now];
    log.info({ profiles: made.profiles.length, profileSet: made.profileSet }, 'risk profiles loaded');
    for (const { id, version } of made.unselective) {
      log.info({ id, version }, 'risk profile is asked of every declaration: nothing it asks for is rare');
    }
  };

  const loaded = (): Timetable => {
    if (timetable === undefined) throw new Error('the risk profiles are not loaded yet');
    return timetable;
  };

  return {
    current: () => loaded().at(clock.nowMs()),
    nextSwitchMs: () => loaded().nextMs(),
    see: traffic.see,
    traffic: traffic.measured,
    ready: async () => {
      await seedWhenEmpty(store, seeds);
      copy = await startKeptCopy({
        name: 'risk profiles',
        // After a switch the timetable is made anew: it holds the next few only.
        currentRevision: async () => `${await currentRevision(store)} ${timetable?.nextMs()}`,
        load,
        lookEveryMs: pollEveryMs,
        log,
      });
    },
    stop: async () => copy?.stop(),
  };
};
