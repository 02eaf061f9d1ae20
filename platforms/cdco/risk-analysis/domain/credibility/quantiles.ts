/** Exact quantiles of what was seen, and what is left out before they are taken. */
import { type Quantiles, quantileNames, quantileShares } from './measures.ts';

/**
 * Nearest rank: the smallest value that at least so many per mille of all do not exceed. It is always one that was seen.
 * @param sorted ascending, not empty
 */
export const quantileOf = (sorted: readonly number[], perMille: number): number =>
  sorted[Math.max(1, Math.ceil((sorted.length * perMille) / 1000)) - 1]!;

export const quantilesOf = (sorted: readonly number[]): Quantiles =>
  Object.fromEntries(quantileNames.map((name) => [name, quantileOf(sorted, quantileShares[name])])) as Quantiles;

/** Where the middle half is all but one value, its neighbours are no outliers. */
const leastSpread = 1.1;

/**
 * Without outliers: Tukey's far fences (three times the middle half on either side), as ratios, because values per kilogram
 * spread by factors. Holds while less than a quarter of the cases on one side is wrong.
 * @param sorted ascending, positive
 */
export const cleaned = (sorted: readonly number[]): readonly number[] => {
  if (sorted.length === 0) return sorted;
  const [low, high] = [quantileOf(sorted, 250), quantileOf(sorted, 750)];
  const spread = Math.max(high / low, leastSpread);
  const reach = spread * spread * spread;
  return sorted.filter((value) => value >= low / reach && value <= high * reach);
};
