/** What a sample of declarations looks like. Of each element that profiles ask of, how often which value stands there. */
import type { BlockName } from '../condition.ts';
import { exactMillionths } from '../decimal.ts';
import { readerOf } from '../elements.ts';
import { type Scope, scopeOf } from '../scope.ts';
import { dataSetElement } from './columns.ts';
import type { Literal } from './normal-form.ts';
import { askedOf } from './tests.ts';
import type { Traffic } from './traffic.ts';

export interface Sampled {
  readonly declaration: unknown;
  readonly procedure: string;
  readonly specificCircumstance: string;
}

/** What stands at one element in the rows of all declarations of the sample. */
interface Distribution {
  readonly counts: ReadonlyMap<string, number>;
  /** Different values in order, and how many values stand before each of them. */
  readonly values: readonly string[];
  readonly before: readonly number[];
  /** Numbers in order, in millionths. */
  readonly numbers: Float64Array;
  readonly rowsWithout: number;
}

/** Who was never seen is not impossible. */
const unseen = 0.05;

/** First position from which on the test holds; the list is in order. */
const firstThat = <T>(list: ArrayLike<T>, holds: (one: T) => boolean): number => {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
};

const distributionOf = (perRow: readonly (readonly string[])[]): Distribution => {
  const all = perRow.flat();
  const counts = new Map<string, number>();
  for (const value of all) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts.keys()].sort();
  const before = [0];
  for (const value of values) before.push(before.at(-1)! + counts.get(value)!);
  const numbers = Float64Array.from(all, exactMillionths).filter((one) => !Number.isNaN(one));
  return {
    counts,
    values,
    before,
    numbers: numbers.sort(),
    rowsWithout: perRow.filter(({ length }) => length === 0).length,
  };
};

const startingWith = ({ values, before }: Distribution, prefix: string): number => {
  const from = firstThat(values, (value) => value >= prefix);
  const after = firstThat(values, (value) => value > prefix && !value.startsWith(prefix));
  return before[after]! - before[from]!;
};

const passingOf = (literal: Literal, rows: number, of: Distribution): number => {
  const asked = askedOf(literal);
  if ('value' in asked) return rows / 10;
  if ('presence' in asked) return asked.presence ? rows - of.rowsWithout : of.rowsWithout;
  if ('lowest' in asked) {
    const after = firstThat(of.numbers, (one) => one > asked.highest);
    return Math.max(0, after - firstThat(of.numbers, (one) => one >= asked.lowest));
  }
  const ofValues = asked.values.reduce((sum, value) => sum + (of.counts.get(value) ?? 0), 0);
  return asked.prefixes.reduce((sum, prefix) => sum + startingWith(of, prefix), ofValues);
};

const mentionsOf = (literal: Literal): number => {
  const asked = askedOf(literal);
  return 'values' in asked ? asked.values.length + asked.prefixes.length : 1;
};

export const measureTraffic = (sample: readonly Sampled[]): Traffic => {
  const scopes = sample.map(({ declaration, procedure }) => scopeOf(declaration, procedure));
  const rowsOf: Readonly<Record<BlockName, readonly Scope[]>> = {
    declaration: scopes,
    house: scopes.flatMap(({ house }) => house),
    item: scopes.flatMap(({ item }) => item),
  };
  const known = new Map<string, Distribution>();
  const measure = (block: BlockName, element: string): Distribution => {
    if (element === dataSetElement) return distributionOf(sample.map((one) => [one.specificCircumstance]));
    const reader = readerOf(element);
    return distributionOf(rowsOf[block].map(({ node }) => reader.all(node, '').map(({ value }) => String(value))));
  };
  return {
    rows: (block) => rowsOf[block].length / sample.length,
    passing: (block, literal) => {
      const key = `${block} ${literal.element}`;
      const of = known.get(key) ?? measure(block, literal.element);
      known.set(key, of);
      const rows = rowsOf[block].length;
      const passing = Math.max(passingOf(literal, rows, of), unseen * mentionsOf(literal));
      return (literal.negated ? Math.max(rows - passing, 0) : passing) / sample.length;
    },
  };
};
