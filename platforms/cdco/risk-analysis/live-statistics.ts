/** The expected hit rates by the results recorded so far: learned before the first call, and on as results come in. */
import { startKeptCopy } from '../../../shared-services/kit/kept-copy.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Loop } from '../../../shared-services/kit/loop.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { type DeclaredRates, declaredRates, type Scored } from './domain/statistics/declared-rates.ts';
import { createHitRates } from './domain/statistics/hit-rates.ts';
import type { Line } from './domain/statistics/line.ts';
import { inSteps } from './in-steps.ts';
import { newestNumber, readResultsAfter } from './storage/control-results.ts';

export interface LiveStatistics {
  /** With the number of the last result that it knows: the same number gives the same score in every process. */
  score(line: Line): Scored;
  /** Of the goods items of a declaration; undefined where nothing was learned yet. In steps, as watch lists are asked. */
  ratesOf(asked: { readonly declaration: unknown; readonly procedure: string }): Promise<DeclaredRates | undefined>;
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export interface LiveStatisticsParts {
  readonly store: Store;
  readonly log: Logger;
  /** How often to look for new results. */
  readonly pollEveryMs?: number;
}

// A result takes about 50 µs to learn: assessments that come in meanwhile wait for one page at most.
const page = 200;

export const createLiveStatistics = ({ store, log, pollEveryMs = 1000 }: LiveStatisticsParts): LiveStatistics => {
  const rates = createHitRates();
  let learned = 0;
  let copy: Loop | undefined;

  /** One by one in the order of their numbers: the same in every process, whenever it looked. */
  const load = async (): Promise<void> => {
    for (;;) {
      const results = await readResultsAfter(store, learned, page);
      for (const result of results) {
        rates.learn([result]);
        learned = result.number;
      }
      if (results.length < page) return;
    }
  };

  const score = (line: Line): Scored => ({ ...rates.score(line), resultsLearned: learned });

  return {
    score,
    ratesOf: async (asked) => (learned === 0 ? undefined : inSteps(declaredRates(asked, score))),
    ready: async () => {
      copy = await startKeptCopy({
        name: 'results of controls',
        currentRevision: () => newestNumber(store),
        load,
        lookEveryMs: pollEveryMs,
        log,
      });
    },
    stop: async () => copy?.stop(),
  };
};
