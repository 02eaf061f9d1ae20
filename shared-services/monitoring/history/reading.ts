/** A registry's figures as readings: of counters and histograms what was added since the last one, of gauges what they show. */
import type { MetricObjectWithValues, MetricValue, Registry } from 'prom-client';

export interface Reading {
  readonly metric: string;
  readonly kind: 'gauge' | 'counter' | 'histogram';
  readonly labels: Readonly<Record<string, string>>;
  readonly bounds?: readonly number[];
  /** Value of a gauge; increase of a counter; observations of a histogram. */
  readonly value: number;
  /** The gauge again; 0 for a counter; sum of the observations of a histogram. */
  readonly extra: number;
  readonly buckets?: readonly number[];
}

type Family = MetricObjectWithValues<MetricValue<string>>;
type Value = MetricValue<string> & { readonly metricName?: string };

/** Kept beside our own. */
const others: ReadonlySet<string> = new Set(['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes']);

/** What is kept by another name, or changes too often to be of use over time. */
const leftOut: ReadonlySet<string> = new Set(['portorium_operations_under_way', 'portorium_operation_info']);

const isKept = ({ name }: Family) => (name.startsWith('portorium_') || others.has(name)) && !leftOut.has(name);

const labelsOf = ({ labels }: Value): Record<string, string> =>
  Object.fromEntries(
    Object.entries(labels)
      .filter(([name, value]) => name !== 'le' && value !== undefined)
      .map(([name, value]): [string, string] => [name, String(value)])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );

interface Cumulative {
  readonly labels: Record<string, string>;
  count: number;
  sum: number;
  readonly bounds: number[];
  readonly upTo: number[];
}

/** The parts of each series of a histogram, together. */
const histogramsIn = (family: Family): Cumulative[] => {
  const found = new Map<string, Cumulative>();
  for (const value of family.values as readonly Value[]) {
    const labels = labelsOf(value);
    const key = JSON.stringify(labels);
    const one = found.get(key) ?? { labels, count: 0, sum: 0, bounds: [], upTo: [] };
    found.set(key, one);
    if (value.metricName?.endsWith('_sum') === true) one.sum = value.value;
    else if (value.metricName?.endsWith('_count') === true) one.count = value.value;
    else if (value.labels['le'] !== '+Inf') {
      one.bounds.push(Number(value.labels['le']));
      one.upTo.push(value.value);
    }
  }
  return [...found.values()];
};

const apart = ({ upTo, count }: Cumulative): number[] =>
  [...upTo, count].map((value, position) => value - (upTo[position - 1] ?? 0));

/** Reads a registry again and again; what did not change since is not told, except gauges. */
export const createReader = (registry: Registry): (() => Promise<Reading[]>) => {
  const last = new Map<string, readonly number[]>();

  /** How much more than at the last time; all of it the first time, for a process begins at nothing. */
  const increase = (key: string, figures: readonly number[]): readonly number[] => {
    const before = last.get(key) ?? [];
    last.set(key, figures);
    return figures.map((value, position) => value - (before[position] ?? 0));
  };

  const readHistogram = (family: Family): Reading[] =>
    histogramsIn(family).flatMap((one) => {
      const figures = [one.count, one.sum, ...apart(one)];
      const [value = 0, extra = 0, ...buckets] = increase(`${family.name} ${JSON.stringify(one.labels)}`, figures);
      const { labels, bounds } = one;
      return value > 0 ? [{ metric: family.name, kind: 'histogram', labels, bounds, value, extra, buckets }] : [];
    });

  const readCounter = (family: Family): Reading[] =>
    (family.values as readonly Value[]).flatMap((one) => {
      const labels = labelsOf(one);
      const [value = 0] = increase(`${family.name} ${JSON.stringify(labels)}`, [one.value]);
      return value > 0 ? [{ metric: family.name, kind: 'counter', labels, value, extra: 0 }] : [];
    });

  const readGauge = (family: Family): Reading[] =>
    (family.values as readonly Value[])
      .filter(({ value }) => Number.isFinite(value))
      .map((one) => ({
        ...{ metric: family.name, kind: 'gauge', labels: labelsOf(one) },
        ...{ value: one.value, extra: one.value },
      }));

  const readFamily = (family: Family): Reading[] => {
    const type = String(family.type);
    if (type === 'histogram') return readHistogram(family);
    return type === 'counter' ? readCounter(family) : readGauge(family);
  };

  return async () => ((await registry.getMetricsAsJSON()) as unknown as Family[]).filter(isKept).flatMap(readFamily);
};
