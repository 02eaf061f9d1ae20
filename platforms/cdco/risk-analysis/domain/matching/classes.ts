/**
 * Sorts the values of one element into classes: values that no test of any profile tells apart are in one class. There are as
 * many as values and prefixes that profiles mention, and two more; a test then is a set of classes.
 */
import { rememberingDigits } from './remembered-codes.ts';

/** Nothing is declared. */
export const absentClass = 0;
/** Something is declared that no profile mentions. */
export const otherClass = 1;

/** Values and prefixes that the tests of one element mention. */
export interface Mentions {
  readonly values: ReadonlySet<string>;
  readonly prefixes: ReadonlySet<string>;
}

export interface Classes {
  readonly count: number;
  /** Class of a declared value; never `absentClass`. */
  of(value: string): number;
  /** Class of a value that is declared in two parts; the same as that of both together. */
  ofParts(first: string, second: string): number;
  /** Class of the longest prefix that a class's values have besides; `otherClass` at the end, -1 above it. */
  readonly parent: Int32Array;
  /** The class of a mentioned value, and the one after it. */
  spanOfValue(value: string): readonly [from: number, before: number] | undefined;
  /** The classes of values with a mentioned prefix: they stand in one row. */
  spanOfPrefix(prefix: string): readonly [from: number, before: number] | undefined;
}

/** Values whose class is remembered; more of them are sorted in again each time. */
const maxRemembered = 20_000;

interface Mention {
  readonly text: string;
  readonly prefix: boolean;
}

/** By letters; a prefix before the value that is spelled the same: so all that begins with a prefix follows it. */
const inOrder = (a: Mention, b: Mention): number =>
  a.text < b.text ? -1 : a.text > b.text ? 1 : Number(b.prefix) - Number(a.prefix);

const mentionsInOrder = ({ values, prefixes }: Mentions): readonly Mention[] =>
  [
    ...[...prefixes].map((text) => ({ text, prefix: true })),
    ...[...values].map((text) => ({ text, prefix: false })),
  ].sort(inOrder);

const firstNamed = otherClass + 1;

export const createClasses = (mentions: Mentions): Classes => {
  const ordered = mentionsInOrder(mentions);
  const count = firstNamed + ordered.length;
  const values = new Map<string, number>();
  const prefixes = new Map<string, number>();
  const parent = new Int32Array(count).fill(otherClass);
  const after = new Int32Array(count).fill(count);
  parent[absentClass] = -1;
  parent[otherClass] = -1;
  const open: { text: string; at: number }[] = [];
  ordered.forEach(({ text, prefix }, position) => {
    const at = firstNamed + position;
    while (open.length > 0 && !text.startsWith(open.at(-1)!.text)) after[open.pop()!.at] = at;
    parent[at] = open.at(-1)?.at ?? otherClass;
    (prefix ? prefixes : values).set(text, at);
    if (prefix) open.push({ text, at });
  });
  const lengths = [...new Set([...prefixes.keys()].map(({ length }) => length))].sort((a, b) => b - a);

  const byPrefix = (value: string): number => {
    for (const length of lengths) {
      const found = length <= value.length ? prefixes.get(value.slice(0, length)) : undefined;
      if (found !== undefined) return found;
    }
    return otherClass;
  };

  const remembered = new Map<string, number>();
  const remember = (value: string): number => {
    const found = byPrefix(value);
    if (remembered.size < maxRemembered && value.length <= 32) remembered.set(value, found);
    return found;
  };
  const ofPrefixed = (value: string): number => remembered.get(value) ?? remember(value);
  const ofValue = (value: string): number => values.get(value) ?? otherClass;
  const ofLong =
    lengths.length === 0
      ? ofValue
      : values.size === 0
        ? ofPrefixed
        : (value: string) => values.get(value) ?? ofPrefixed(value);

  // Countries, modes and kinds: two letters are a number, and a number needs no search. Zero is nobody's class here.
  let short: Int32Array | undefined;
  const of = (value: string): number => {
    if (value.length !== 2) return ofLong(value);
    const [first, second] = [value.charCodeAt(0), value.charCodeAt(1)];
    if (first > 127 || second > 127) return ofLong(value);
    short ??= new Int32Array(1 << 14);
    const at = (first << 7) | second;
    const known = short[at]!;
    if (known !== absentClass) return known;
    const found = ofLong(value);
    short[at] = found;
    return found;
  };

  return {
    count,
    parent,
    of,
    ofParts: rememberingDigits((first, second) => of(first + second)),
    spanOfValue: (value) => {
      const found = values.get(value);
      return found === undefined ? undefined : [found, found + 1];
    },
    spanOfPrefix: (prefix) => {
      const found = prefixes.get(prefix);
      return found === undefined ? undefined : [found, after[found]!];
    },
  };
};
