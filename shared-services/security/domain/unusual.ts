/** Whether a minute of a partner is unusual, by what it was before. Pure; robust, so that one bad day teaches nothing. */

export interface Baseline {
  /** Fullest minutes of the same hour of the week in the weeks before. */
  readonly sameHours: readonly number[];
  /** Fullest minutes of all hours of the last week. */
  readonly lastWeek: readonly number[];
}

/** Fewer say nothing: a new partner does not alarm. */
export const support = { sameHours: 4, lastWeek: 24 };
/** Deviations from the median, in robust standard deviations. */
const deviations = 6;
/** Below this nothing is unusual, however quiet the partner is else. */
export const alwaysUsualPerMinute = 60;
/** Makes the median absolute deviation a standard deviation, for values that are normally distributed. */
const madToDeviation = 1.4826;

export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** Undefined: too little is known. */
export const boundOf = ({ sameHours, lastWeek }: Baseline): number | undefined => {
  const values =
    sameHours.length >= support.sameHours ? sameHours : lastWeek.length >= support.lastWeek ? lastWeek : undefined;
  if (values === undefined) return undefined;
  const median = medianOf(values);
  const mad = medianOf(values.map((value) => Math.abs(value - median)));
  // Who always sends the same number may send a third more.
  const deviation = Math.max(mad * madToDeviation, median / 18);
  return Math.max(alwaysUsualPerMinute, median + deviations * deviation);
};

export const isUnusual = (perMinute: number, baseline: Baseline): boolean =>
  perMinute > (boundOf(baseline) ?? Number.POSITIVE_INFINITY);
