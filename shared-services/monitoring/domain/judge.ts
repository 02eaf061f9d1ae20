/** Holds rules against figures. */
import type { Condition, Labels, Rule, Term } from './rule.ts';

export interface Figure {
  readonly metric: string;
  readonly labels: Labels;
  readonly value: number;
}

export interface Figures {
  /** What gauges showed last. */
  readonly latest: readonly Figure[];
  /** By how much counters and numbers of observations grew, by window in seconds. */
  readonly increases: ReadonlyMap<number, readonly Figure[]>;
  readonly nowMs: number;
}

/** A condition that holds. */
export interface Finding {
  readonly rule: Rule;
  readonly labels: Labels;
  readonly value: number;
}

const fits = (labels: Labels, where: Labels = {}): boolean =>
  Object.entries(where).every(([name, value]) => labels[name] === value);

const only = (labels: Labels, by: readonly string[]): Labels =>
  Object.fromEntries(by.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]])));

const keyOf = (labels: Labels): string => JSON.stringify(Object.entries(labels).toSorted());

type Grouped = Map<string, { readonly labels: Labels; value: number }>;

const put = {
  sum: (one: number, other: number) => one + other,
  max: Math.max,
  min: Math.min,
} as const;

const group = (
  figures: readonly Figure[],
  { metric, by }: Pick<Term, 'metric' | 'by'>,
  where: Labels,
  pick: keyof typeof put,
): Grouped => {
  const found: Grouped = new Map();
  for (const figure of figures) {
    if (figure.metric !== metric || !fits(figure.labels, where)) continue;
    const labels = only(figure.labels, by);
    const known = found.get(keyOf(labels));
    if (known === undefined) found.set(keyOf(labels), { labels, value: figure.value });
    else known.value = put[pick](known.value, figure.value);
  }
  return found;
};

/** What a term comes to, for each of its groups. */
export const valuesOf = (term: Term, { latest, increases, nowMs }: Figures): Grouped => {
  if (term.kind === 'gauge') {
    const found = group(latest, term, term.where ?? {}, term.pick);
    if (term.fromNow === true) for (const one of found.values()) one.value -= nowMs / 1000;
    return found;
  }
  const grown = increases.get(term.windowSeconds) ?? [];
  const all = group(grown, term, term.where ?? {}, 'sum');
  if (term.kind === 'increase') return all;
  const part = group(grown, term, { ...term.where, ...term.of }, 'sum');
  for (const [key, one] of all) {
    if (one.value > 0) one.value = (part.get(key)?.value ?? 0) / one.value;
    else all.delete(key);
  }
  return all;
};

const holds = ({ is, limit }: Condition, value: number): boolean =>
  is === 'above' ? value > limit : is === 'below' ? value < limit : value === limit;

export const judge = (rule: Rule, figures: Figures): Finding[] => {
  const [first, ...others] = rule.conditions.map((condition) => ({
    condition,
    values: valuesOf(condition.term, figures),
  }));
  return [...first!.values].flatMap(([key, { labels, value }]) => {
    const all =
      holds(first!.condition, value) &&
      others.every(({ condition, values }) => {
        const other = values.get(key);
        return other !== undefined && holds(condition, other.value);
      });
    return all ? [{ rule, labels, value }] : [];
  });
};

/** Windows that rules, and whoever else, ask for. */
export const windowsOf = (rules: readonly Rule[]): number[] => [
  ...new Set(
    rules.flatMap(({ conditions }) =>
      conditions.flatMap(({ term }) => (term.kind === 'gauge' ? [] : [term.windowSeconds])),
    ),
  ),
];

/** Metrics whose growth they look at. */
export const metricsOf = (rules: readonly Rule[]): string[] => [
  ...new Set(
    rules.flatMap(({ conditions }) => conditions.flatMap(({ term }) => (term.kind === 'gauge' ? [] : [term.metric]))),
  ),
];
