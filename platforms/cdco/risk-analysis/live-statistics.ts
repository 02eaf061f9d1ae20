/** The expected hit rates by the results recorded so far: learned before the first call, and on as results come in. */
import { startKeptCopy } from '../../../shared-services/kit/kept-copy.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Loop } from '../../../shared-services/kit/loop.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { type DeclaredRates, declaredRates, type Scored } from './domain/statistics/declared-rates.ts';
import { learnedFormat } from './domain/statistics/format.ts';
import { createHitRates } from './domain/statistics/hit-rates.ts';
import type { Line } from './domain/statistics/line.ts';
import { atOnce, inSteps } from './in-steps.ts';
import { type LearnedRates, learnOn, restoreRates } from './learned-rates.ts';
import { newestNumber } from './storage/control-results.ts';
import { dropSnapshot, newestSnapshot, writeSnapshot } from './storage/statistics-snapshots.ts';

interface Declared {
  readonly declaration: unknown;
  readonly procedure: string;
}

export interface LiveStatistics {
  /** With the number of the last result that it knows: the same number gives the same score in every process. */
  score(line: Line): Scored;
  /** Of the goods items of a declaration; undefined where nothing was learned yet. In steps, as watch lists are asked. */
  ratesOf(asked: Declared): Promise<DeclaredRates | undefined>;
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export interface LiveStatisticsParts {
  readonly store: Store;
  readonly log: Logger;
  /** How often to look for new results. */
  readonly pollEveryMs?: number;
  /** A snapshot is made after so many results; and never before a twentieth of all is new. */
  readonly snapshotEvery?: number;
}

const share = 20;

export const createLiveStatistics = ({
  store,
  log,
  pollEveryMs = 1000,
  snapshotEvery = 1000,
}: LiveStatisticsParts): LiveStatistics => {
  let rates = createHitRates();
  let learned = 0;
  let restored = false;
  let snapshot = 0;
  let copy: Loop | undefined;

  // Dropped, so that another is made as soon as the results are learned again.
  const distrusted = async (lastNumber: number, error: unknown): Promise<void> => {
    log.warn({ err: error, lastNumber }, 'a snapshot of the statistics is not trusted: results are learned again');
    await dropSnapshot(store, learnedFormat, lastNumber);
  };

  const restore = async (upTo: number): Promise<void> => {
    const found: LearnedRates = await restoreRates(store, upTo, distrusted);
    [rates, learned, snapshot, restored] = [found.rates, found.lastNumber, found.lastNumber, true];
    if (learned > 0) log.info({ results: learned, combinations: rates.size() }, 'statistics begin with a snapshot');
  };

  /** Nothing is learned meanwhile: the same loop does both. */
  const keep = async (): Promise<void> => {
    const wanted = () => learned - snapshot >= Math.max(snapshotEvery, learned / share);
    if (!wanted()) return;
    snapshot = await newestSnapshot(store, learnedFormat);
    if (!wanted()) return;
    await writeSnapshot(store, { format: learnedFormat, lastNumber: learned, learned: rates.learned() });
    snapshot = learned;
  };

  const load = async (): Promise<void> => {
    const newest = Number(await newestNumber(store));
    if (!restored) await restore(newest);
    await learnOn(store, { rates, lastNumber: learned }, newest, (number) => {
      learned = number;
    });
    // What cannot be kept is learned again at the next start: no reason to fail.
    await keep().catch((error: unknown) => log.warn({ err: error }, 'no snapshot of the statistics could be made'));
  };

  const score = (line: Line): Scored => ({ ...rates.score(line), resultsLearned: learned });

  /** Rates of one declaration are of one number of results: made once more where others came in between its steps. */
  const allByOne = async (asked: Declared): Promise<DeclaredRates | undefined> => {
    const before = learned;
    const made = await inSteps(declaredRates(asked, score));
    return learned === before ? made : atOnce(declaredRates(asked, score));
  };

  return {
    score,
    ratesOf: async (asked) => (learned === 0 ? undefined : allByOne(asked)),
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
