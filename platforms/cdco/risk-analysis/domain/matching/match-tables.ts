/** What a match goes by, made when the index is. */
import type { Check } from './alternatives.ts';
import { declarationBlock, houseBlock, itemBlock } from './blocks.ts';
import type { Postings } from './postings.ts';

export interface MatchTables {
  /** Of the alternatives, what is asked last. */
  readonly checks: readonly (Check | undefined)[];
  /** Of the alternatives: see `AlternativeTable`. */
  readonly heads: Int32Array;
  readonly postings: readonly Postings[];
  /** Entries of alternatives that nothing leads to: asked of every declaration. */
  readonly always: Int32Array;
  /** Where an alternative stands among those that hold, if it does. */
  readonly places: Int32Array;
  /** Alternatives that the declaration alone led to, made when they first hold. */
  readonly whole: (Held | undefined)[];
}

/** An alternative that holds, and the rows that led to it, rising. */
export interface Held {
  readonly number: number;
  readonly rows: number[];
}

/** Postings by the block whose rows they look at. */
export const byBlock = ({ byClass, byBound }: Postings): readonly Postings[] =>
  [declarationBlock, houseBlock, itemBlock].map((block) => ({
    byClass: byClass.filter(({ field }) => field.block === block),
    byBound: byBound.filter(({ field }) => field.block === block),
  }));
