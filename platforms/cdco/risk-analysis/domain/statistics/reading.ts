import type { Chain } from './chains.ts';
import type { Counts } from './counts.ts';
import type { Line } from './line.ts';
import { type Support, smoothed } from './smoothing.ts';
import { type Trait, traitOf } from './traits.ts';

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

/** Names and words in one text that no other combination gives. */
const keyOf = (combination: readonly Trait[], values: readonly string[]): string =>
  JSON.stringify([combination.join(' '), ...values]);

/** The chain's steps for a line, from the general to the specific. */
export const readChain = (
  chain: Chain,
  line: Line,
  { counts, overall, strengths }: { counts: Counts; overall: number; strengths: readonly { best(): number }[] },
): Step[] => {
  let parent = overall;
  return chain.combinations.map((combination, position) => {
    const values = combination.map((trait) => traitOf(line, trait));
    const key = keyOf(combination, values);
    const { controls, finds } = counts.of(key);
    const rate = smoothed({ controls, finds }, parent, strengths[position]!.best());
    const step = { combination, values, key, controls, finds, parent, rate };
    parent = rate;
    return step;
  });
};
