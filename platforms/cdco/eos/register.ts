/** All operators in memory, so that a look-up costs no query; renewed as a whole when the table changes. */
import type { Logger } from 'pino';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { Operator } from './domain/operator.ts';
import { currentRevision, readOperators, seedWhenEmpty } from './storage/operators.ts';

export interface Register {
  find(EORI: string): Operator | undefined;
  ready(): Promise<void>;
  /** Reads the operators again if they have changed. */
  renew(): Promise<void>;
  stop(): Promise<void>;
}

export interface RegisterParts {
  readonly store: Store;
  readonly log: Logger;
  readonly seeds: readonly Operator[];
  /** How often to look for changes. */
  readonly pollEveryMs?: number;
}

export const createRegister = ({ store, log, seeds, pollEveryMs = 1000 }: RegisterParts): Register => {
  let operators: ReadonlyMap<string, Operator> = new Map();
  let revision: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let renewing: Promise<void> = Promise.resolve();

  const look = async () => {
    // Read before the operators: a change in between is noticed the next time.
    const current = await currentRevision(store);
    if (current === revision) return;
    operators = new Map((await readOperators(store)).map((operator) => [operator.EORI, operator]));
    revision = current;
    log.info({ operators: operators.size }, 'economic operators loaded');
  };

  const renew = () => {
    renewing = renewing.then(look, look);
    return renewing;
  };

  return {
    find: (EORI) => operators.get(EORI),
    renew,
    ready: async () => {
      await seedWhenEmpty(store, seeds);
      await renew();
      timer = setInterval(() => {
        renew().catch((error: unknown) => log.warn({ err: error }, 'economic operators could not be renewed'));
      }, pollEveryMs);
      timer.unref();
    },
    stop: async () => {
      clearInterval(timer);
      await renewing.catch(() => {});
    },
  };
};
