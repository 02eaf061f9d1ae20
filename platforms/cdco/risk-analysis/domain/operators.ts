/** Compiles what is asked of one value. */
import type { Test } from './condition.ts';
import { membersOf } from './country-groups.ts';
import { decimalOf, isWithin } from './decimal.ts';
import { compilePattern } from './pattern.ts';
import type { Value } from './values.ts';

export type Passes = (value: Value) => boolean;

/** `absent` asks about places, not values: it is answered where the values are looked for. */
export type ValueTest = Exclude<Test, { readonly absent: true }>;

const oddSpaces = /[^\S ]| {2}/;

/** Letter case and the number of spaces hide nothing. */
const folded = (text: string): string => {
  const lower = text.toLowerCase();
  return oddSpaces.test(lower) ? lower.replace(/\s+/g, ' ') : lower;
};

/** The literal pieces of a pattern stand in the text one after the other; a piece is never looked for twice. */
const wildcard = (pattern: string): ((text: string) => boolean) => {
  const pieces = folded(pattern).split('*');
  if (pieces.length === 1) return (text) => text === pieces[0];
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
  const middle = pieces.slice(1, -1).filter((piece) => piece !== '');
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    for (const piece of middle) {
      const found = text.indexOf(piece, from);
      if (found === -1 || found + piece.length > end) return false;
      from = found + piece.length;
    }
    return true;
  };
};

const anyPattern = (patterns: readonly string[]): Passes => {
  const tries = patterns.map(wildcard);
  return (value) => {
    const text = folded(String(value));
    return tries.some((fits) => fits(text));
  };
};

const inRange = ({ from, to }: { readonly from?: string; readonly to?: string }): Passes => {
  const lowest = from === undefined ? undefined : decimalOf(from);
  const highest = to === undefined ? undefined : decimalOf(to);
  return (value) => {
    const number = decimalOf(value);
    return number !== undefined && isWithin(number, lowest, highest);
  };
};

/** Moments and days in ISO 8601 UTC are in the order of their letters, as long as their form is the same. */
const comparable = (value: Value, moment: string): value is string =>
  typeof value === 'string' && value.length === moment.length;

export const compileTest = (test: ValueTest): Passes => {
  if ('eq' in test) return (value) => String(value) === test.eq;
  if ('in' in test) {
    const known = new Set(test.in);
    return (value) => known.has(String(value));
  }
  if ('inGroup' in test) {
    const members = membersOf(test.inGroup);
    return (value) => members.has(String(value));
  }
  if ('prefix' in test) return (value) => test.prefix.some((start) => String(value).startsWith(start));
  if ('range' in test) return inRange(test.range);
  if ('matches' in test) return anyPattern(test.matches);
  if ('pattern' in test) {
    const fits = compilePattern(test.pattern);
    return (value) => fits(String(value));
  }
  if ('before' in test) return (value) => comparable(value, test.before) && value < test.before;
  if ('after' in test) return (value) => comparable(value, test.after) && value > test.after;
  return () => true;
};
