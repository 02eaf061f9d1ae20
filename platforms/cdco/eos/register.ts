/** All operators in memory, so that a look-up costs no query; renewed as a whole when the table changes. */
import { startKeptCopy } from '../../../shared-services/kit/kept-copy.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Loop } from '../../../shared-services/kit/loop.ts';
import { probeEori, probeMemberState } from '../../../shared-services/kit/probe.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { Operator } from './domain/operator.ts';
import { currentRevision, readOperators, seedWhenEmpty } from './storage/operators.ts';

export interface Register {
  find(EORI: string): Operator | undefined;
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export interface RegisterParts {
  readonly store: Store;
  readonly log: Logger;
  readonly seeds: readonly Operator[];
  /** How often to look for changes. */
  readonly pollEveryMs?: number;
}

/** In no table: nobody can change it, and it stands in no list. */
const probeOperator: Operator = {
  EORI: probeEori,
  name: 'Probe of the platform',
  country: probeMemberState,
  validFrom: '2020-01-01',
};

export const createRegister = ({ store, log, seeds, pollEveryMs = 1000 }: RegisterParts): Register => {
  let operators: ReadonlyMap<string, Operator> = new Map();
  let copy: Loop | undefined;

  const load = async () => {
    operators = new Map((await readOperators(store)).map((operator) => [operator.EORI, operator]));
    log.info({ operators: operators.size }, 'economic operators loaded');
  };

  return {
    find: (EORI) => (EORI === probeEori ? probeOperator : operators.get(EORI)),
    ready: async () => {
      await seedWhenEmpty(store, seeds);
      copy = await startKeptCopy({
        name: 'economic operators',
        currentRevision: () => currentRevision(store),
        load,
        lookEveryMs: pollEveryMs,
        log,
      });
    },
    stop: async () => copy?.stop(),
  };
};
