/** Hit rates of the results up to a number: from the newest snapshot that can be trusted, or from the first result on. */
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { learnedFormat } from './domain/statistics/format.ts';
import { createHitRates, type HitRates } from './domain/statistics/hit-rates.ts';
import { readResultsAfter } from './storage/control-results.ts';
import { readSnapshot, snapshotsUpTo } from './storage/statistics-snapshots.ts';

export interface LearnedRates {
  readonly rates: HitRates;
  /** Number of the last result that is in them. */
  readonly lastNumber: number;
}

/** Told of a snapshot that was not used. */
export type Distrusted = (lastNumber: number, error: unknown) => Promise<void>;

/** Numbers have no gaps, so there are as many results as the last one's number. */
const restored = async (store: Pick<Store, 'query'>, lastNumber: number): Promise<HitRates> => {
  const rates = createHitRates();
  await readSnapshot(store, { format: learnedFormat, lastNumber }, rates);
  if (rates.resultsCounted() !== lastNumber) throw new Error('the snapshot has another number of results');
  return rates;
};

export const restoreRates = async (
  store: Pick<Store, 'query'>,
  upTo: number,
  distrusted: Distrusted = async () => {},
): Promise<LearnedRates> => {
  for (const lastNumber of await snapshotsUpTo(store, learnedFormat, upTo)) {
    try {
      return { rates: await restored(store, lastNumber), lastNumber };
    } catch (error) {
      await distrusted(lastNumber, error);
    }
  }
  return { rates: createHitRates(), lastNumber: 0 };
};

// A result takes about 50 µs to learn: assessments that come in meanwhile wait for one page at most.
const page = 200;

/** One by one in the order of their numbers: the same in every process, whenever it looked. Answers the last number. */
export const learnOn = async (
  store: Pick<Store, 'query'>,
  { rates, lastNumber }: LearnedRates,
  upTo: number,
  learned: (number: number) => void = () => {},
): Promise<number> => {
  let last = lastNumber;
  while (last < upTo) {
    const results = await readResultsAfter(store, last, Math.min(page, upTo - last));
    if (results.length === 0) return last;
    for (const result of results) {
      rates.learn([result]);
      last = result.number;
      learned(last);
    }
  }
  return last;
};

/** As they were when so many results were known. */
export const ratesAsOf = async (store: Pick<Store, 'query'>, number: number): Promise<HitRates> => {
  const restoredRates = await restoreRates(store, number);
  await learnOn(store, restoredRates, number);
  return restoredRates.rates;
};
