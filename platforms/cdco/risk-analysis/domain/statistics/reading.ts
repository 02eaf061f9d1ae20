import type { Chain } from './chains.ts';
import type { Counts } from './counts.ts';
import { type Support, smoothed } from './smoothing.ts';
import type { Trait, Words } from './traits.ts';

/** What one combination of a chain says of a line. */
export interface Step extends Support {
  readonly combination: readonly Trait[];
  /** The line's words for them, in the same order; an empty word stands for a missing element. */
  readonly values: readonly string[];
  /** Under which the combination is counted. */
  readonly key: string;
  /** The expected hit rate of the combination before it. */
  readonly parent: number;
  /** The expected hit rate, 0 to 1. */
  readonly rate: number;
}

/** Lengths before the words: no other words make the same text. */
const keyOf = (combination: readonly Trait[], values: readonly string[]): string => {
  let key = '';
  for (let at = 0; at < values.length; at += 1) key += `${combination[at]} ${values[at]!.length} ${values[at]} `;
  return key;
};

/** The chain's steps for a line, from the general to the specific. */
export const readChain = (
  chain: Chain,
  words: Words,
  { counts, overall, strengths }: { counts: Counts; overall: number; strengths: readonly { best(): number }[] },
): Step[] => {
  let parent = overall;
  return chain.combinations.map((combination, position) => {
    const values = combination.map(words);
    const key = keyOf(combination, values);
    const { controls, finds } = counts.of(key);
    const rate = smoothed({ controls, finds }, parent, strengths[position]!.best());
    const step = { combination, values, key, controls, finds, parent, rate };
    parent = rate;
    return step;
  });
};
