/** The engine of the profiles as they are now: loaded before the first call, replaced as a whole when profiles change. */
import type { Logger } from 'pino';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { compileProfiles, type Engine, engineVersion } from './domain/engine.ts';
import type { Profile } from './domain/profile.ts';
import { currentRevision, loadProfiles, recordProfileSet, seedWhenEmpty } from './storage/profiles.ts';

export interface LiveEngine {
  /** Of the profiles last loaded. One assessment, and one batch, uses one engine throughout. */
  current(): Engine;
  ready(): Promise<void>;
  /** Loads the profiles again if they have changed. */
  renew(): Promise<void>;
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
  let revision: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let renewing: Promise<void> = Promise.resolve();

  const load = async () => {
    const loaded = await loadProfiles(store);
    // One criterion that cannot be read must not take the others with it, and must not go unnoticed.
    for (const one of loaded.unreadable) log.error(one, 'risk profile cannot be read and is left out');
    const made = compileProfiles(loaded.profiles);
    await recordProfileSet(store, made, engineVersion);
    engine = made;
    revision = loaded.revision;
    log.info({ profiles: loaded.profiles.length, profileSet: made.profileSet }, 'risk profiles loaded');
  };

  const look = async () => {
    if ((await currentRevision(store)) !== revision) await load();
  };

  const renew = () => {
    renewing = renewing.then(look, look);
    return renewing;
  };

  return {
    current: () => {
      if (engine === undefined) throw new Error('the risk profiles are not loaded yet');
      return engine;
    },
    renew,
    ready: async () => {
      await seedWhenEmpty(store, seeds);
      await load();
      timer = setInterval(() => {
        renew().catch((error: unknown) => log.warn({ err: error }, 'risk profiles could not be renewed'));
      }, pollEveryMs);
      timer.unref();
    },
    stop: async () => {
      clearInterval(timer);
      await renewing.catch(() => {});
    },
  };
};
