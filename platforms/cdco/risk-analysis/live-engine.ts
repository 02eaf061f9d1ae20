/** The engine of the profiles as they are now: loaded before the first call, replaced as a whole when profiles change. */
import { startKeptCopy } from '../../../shared-services/kit/kept-copy.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Loop } from '../../../shared-services/kit/loop.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { compileProfiles, type Engine, engineVersion } from './domain/engine.ts';
import type { Profile } from './domain/profile.ts';
import { currentRevision, loadProfiles, recordProfileSet, seedWhenEmpty } from './storage/profiles.ts';

export interface LiveEngine {
  /** Of the profiles last loaded. One assessment, and one batch, uses one engine throughout. */
  current(): Engine;
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

export const createLiveEngine = ({ store, log, seeds, pollEveryMs = 1000 }: LiveEngineParts): LiveEngine => {
  let engine: Engine | undefined;
  let copy: Loop | undefined;

  const load = async () => {
    const { profiles, unreadable } = await loadProfiles(store);
    // One criterion that cannot be read must not take the others with it, and must not go unnoticed.
    for (const one of unreadable) log.error(one, 'risk profile cannot be read and is left out');
    const made = compileProfiles(profiles);
    await recordProfileSet(store, made, engineVersion);
    engine = made;
    log.info({ profiles: profiles.length, profileSet: made.profileSet }, 'risk profiles loaded');
  };

  return {
    current: () => {
      if (engine === undefined) throw new Error('the risk profiles are not loaded yet');
      return engine;
    },
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
