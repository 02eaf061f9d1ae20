/** The engine of the profiles as they are now: loaded before the first call, replaced by another when profiles change. */
import { setImmediate as others } from 'node:timers/promises';
import { startKeptCopy } from '../../../shared-services/kit/kept-copy.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Loop } from '../../../shared-services/kit/loop.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { compileProfiles, type Engine, engineVersion, type Subject } from './domain/engine.ts';
import type { Traffic } from './domain/matching/traffic.ts';
import type { Profile } from './domain/profile.ts';
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
  /** Of the profiles last loaded. One assessment, and one batch, uses one engine throughout. */
  current(): Engine;
  /** Learns what declarations look like. */
  see(subject: Subject): void;
  /** What they look like; guesses, until there were enough. */
  traffic(): Traffic;
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export interface LiveEngineParts {
  readonly store: Store;
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

export const createLiveEngine = ({ store, log, seeds, pollEveryMs = 1000 }: LiveEngineParts): LiveEngine => {
  const traffic = createRecentTraffic();
  let engine: Engine | undefined;
  let revision = '0';
  let copy: Loop | undefined;

  // One criterion that cannot be read must not take the others with it, and must not go unnoticed.
  const readable = ({ profiles, unreadable }: LoadedProfiles): readonly Profile[] => {
    for (const one of unreadable) log.error(one, 'risk profile cannot be read and is left out');
    return profiles;
  };

  const changed = async (from: Engine): Promise<Engine> => {
    const loaded = await loadChanged(store, revision);
    const versions = Map.groupBy(readable(loaded), ({ id }) => id);
    const made = from.changed(new Map(loaded.ids.map((id) => [id, versions.get(id) ?? []])));
    return made.changes <= mostChanges ? made : inSlices(made.rebuild(traffic.measured()));
  };

  const load = async () => {
    // Read before the table: a change in between is loaded now, and once more the next time.
    const now = await currentRevision(store);
    const made = engine === undefined ? compileProfiles(readable(await loadProfiles(store))) : await changed(engine);
    await recordProfileSet(store, made, engineVersion);
    [engine, revision] = [made, now];
    log.info({ profiles: made.profiles.length, profileSet: made.profileSet }, 'risk profiles loaded');
    for (const { id, version } of made.unselective) {
      log.info({ id, version }, 'risk profile is asked of every declaration: nothing it asks for is rare');
    }
  };

  return {
    current: () => {
      if (engine === undefined) throw new Error('the risk profiles are not loaded yet');
      return engine;
    },
    see: traffic.see,
    traffic: traffic.measured,
    ready: async () => {
      await seedWhenEmpty(store, seeds);
      copy = await startKeptCopy({
        name: 'risk profiles',
        currentRevision: () => currentRevision(store),
        load,
        lookEveryMs: pollEveryMs,
        log,
      });
    },
    stop: async () => copy?.stop(),
  };
};
