/** What a test asks, as the index sees it: a set of classes, a range of numbers, or something that only the value itself answers. */
import type { Test } from '../condition.ts';
import { membersOf } from '../country-groups.ts';
import { decimalOf } from '../decimal.ts';
import type { Literal } from './normal-form.ts';

export type Asked =
  | { readonly values: readonly string[]; readonly prefixes: readonly string[] }
  | { readonly presence: boolean }
  | { readonly lowest: number; readonly highest: number }
  | { readonly value: true };

const none: readonly string[] = [];

/** Of a bound that is no decimal number: none. Such a definition does not pass the check. */
const bound = (text: string | undefined, open: number): number =>
  text === undefined ? open : Number(decimalOf(text) ?? Number.NaN);

const askedBy = (test: Test): Asked => {
  if ('eq' in test) return { values: [test.eq], prefixes: none };
  if ('in' in test) return { values: test.in, prefixes: none };
  if ('inGroup' in test) return { values: [...membersOf(test.inGroup)], prefixes: none };
  if ('prefix' in test) return { values: none, prefixes: test.prefix };
  if ('present' in test) return { presence: true };
  if ('absent' in test) return { presence: false };
  if ('range' in test) {
    const { from, to } = test.range;
    return { lowest: bound(from, Number.NEGATIVE_INFINITY), highest: bound(to, Number.POSITIVE_INFINITY) };
  }
  return { value: true };
};

/** What is asked of every value is asked of the values themselves. */
export const askedOf = ({ is, every }: Pick<Literal, 'is' | 'every'>): Asked =>
  every === true && !('absent' in is) ? { value: true } : askedBy(is);
