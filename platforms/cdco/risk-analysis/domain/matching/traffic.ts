/** What declarations look like: how many rows of one pass a test. It decides by which literal a profile is looked up. */
import type { BlockName } from '../condition.ts';
import type { Literal } from './normal-form.ts';
import { askedOf } from './tests.ts';

export interface Traffic {
  /** Rows of a block in a declaration, on average. */
  rows(block: BlockName): number;
  /** Values in rows of one declaration that pass the literal, on average: what it costs to be looked up by it. */
  passing(block: BlockName, literal: Literal): number;
}

const usualRows: Readonly<Record<BlockName, number>> = { declaration: 1, house: 2, item: 7 };

/** How many different values are usual: rough, and only the order matters. */
const usualValues: readonly (readonly [ending: string, different: number])[] = [
  ['identificationNumber', 20_000],
  ['commodityCode', 5_000],
  ['harmonizedSystemSubHeadingCode', 2_000],
  ['UNNumber', 1_000],
  ['UNLOCODE', 1_000],
  ['postCode', 1_000],
  ['country', 60],
];

const differentAt = (element: string): number => usualValues.find(([ending]) => element.endsWith(ending))?.[1] ?? 20;

const shareOfPrefix = (element: string, prefix: string): number =>
  Math.max(1 / differentAt(element), 10 ** -Math.min(prefix.length, 4));

const usualShare = (literal: Literal): number => {
  const asked = askedOf(literal);
  if ('value' in asked) return 0.1;
  if ('lowest' in asked) return 0.3;
  if ('presence' in asked) return asked.presence ? 0.8 : 0.3;
  const ofValues = asked.values.length / differentAt(literal.element);
  return asked.prefixes.reduce((share, prefix) => share + shareOfPrefix(literal.element, prefix), ofValues);
};

/** Guesses, until something was measured. */
export const usualTraffic: Traffic = {
  rows: (block) => usualRows[block],
  passing: (block, literal) => {
    const share = Math.min(1, usualShare(literal));
    return usualRows[block] * (literal.negated ? 1 - share : share);
  },
};
