/** Kept intervals as points of equal distance. */
import { addBuckets, quantileOf } from './quantile.ts';

export type Kind = 'gauge' | 'counter' | 'histogram';
export type Statistic = 'value' | 'highest' | 'rate' | 'increase' | 'p50' | 'p95' | 'p99' | 'mean';

export interface Interval {
  readonly atMs: number;
  readonly value: number;
  readonly extra: number;
  readonly buckets: readonly number[] | null;
}

const statistics: Readonly<Record<Kind, readonly Statistic[]>> = {
  gauge: ['value', 'highest'],
  counter: ['rate', 'increase'],
  histogram: ['rate', 'increase', 'p50', 'p95', 'p99', 'mean'],
};

export const isStatisticOf = (kind: Kind, statistic: string): statistic is Statistic =>
  (statistics[kind] as readonly string[]).includes(statistic);

export const defaultStatistic = (kind: Kind): Statistic => (kind === 'gauge' ? 'value' : 'rate');

const quantiles = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

/** What the intervals of one point come to. */
const figureOf = (
  statistic: Statistic,
  some: readonly Interval[],
  stepSeconds: number,
  bounds: readonly number[],
): number | undefined => {
  const sum = (of: (one: Interval) => number) => some.reduce((total, one) => total + of(one), 0);
  switch (statistic) {
    case 'value':
      return sum(({ value }) => value) / some.length;
    case 'highest':
      return Math.max(...some.map(({ extra }) => extra));
    case 'increase':
      return sum(({ value }) => value);
    case 'rate':
      return sum(({ value }) => value) / stepSeconds;
    case 'mean':
      return sum(({ extra }) => extra) / sum(({ value }) => value);
    default: {
      const all = some.reduce<readonly number[]>((total, { buckets }) => addBuckets(total, buckets ?? []), []);
      return quantileOf(quantiles[statistic], bounds, all);
    }
  }
};

export interface PointsOf {
  readonly statistic: Statistic;
  readonly stepSeconds: number;
  readonly bounds: readonly number[];
  /** Intervals of each series that is put into one line. */
  readonly series: readonly (readonly Interval[])[];
}

const addedUp: ReadonlySet<Statistic> = new Set(['value', 'highest']);

const binned = (intervals: readonly Interval[], stepMs: number) =>
  Map.groupBy(intervals, ({ atMs }) => Math.floor(atMs / stepMs) * stepMs);

/** Gauges of several series are added up; of all else the intervals are put together first. */
export const pointsOf = ({ statistic, stepSeconds, bounds, series }: PointsOf): [number, number][] => {
  const stepMs = stepSeconds * 1000;
  const lines = addedUp.has(statistic) ? series : [series.flat()];
  const points = new Map<number, number>();
  for (const line of lines)
    for (const [atMs, some] of binned(line, stepMs)) {
      const figure = figureOf(statistic, some, stepSeconds, bounds);
      if (figure !== undefined && Number.isFinite(figure)) points.set(atMs, (points.get(atMs) ?? 0) + figure);
    }
  return [...points].toSorted(([one], [other]) => one - other);
};
