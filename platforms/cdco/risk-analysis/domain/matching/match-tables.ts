/** What a match goes by, made when the index is. */
import type { Alternative } from './alternatives.ts';
import { declarationBlock, houseBlock, itemBlock } from './blocks.ts';
import type { Postings } from './postings.ts';

export interface MatchTables {
  readonly alternatives: readonly Alternative[];
  /** Of the alternatives: see `AlternativeTable`. */
  readonly heads: Int32Array;
  readonly postings: readonly Postings[];
  /** Entries of alternatives that nothing leads to: asked of every declaration. */
  readonly always: Int32Array;
  /** Where an alternative stands among those that hold, if it does. */
  readonly places: Int32Array;
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
