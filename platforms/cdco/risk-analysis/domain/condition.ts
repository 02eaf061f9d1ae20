/**
 * The language of risk criteria. A condition is data: it is stored, versioned, shown to a risk expert and compiled. It
 * speaks of places in a declaration by their names, never of one message type, so that one engine serves all procedures.
 */

/**
 * Names from the scope down, joined by dots: `commodity.commodityCode.harmonizedSystemSubHeadingCode`. Lists are walked. Names
 * that begin with `derived` are computed from what is declared (`derived.ts`).
 */
export type ElementPath = string;

/** Decimal number as text, `1250.5`: compared exactly, never as a float. */
export type Decimal = string;

/** What is asked of one value. */
export type Test =
  | { readonly eq: string }
  | { readonly in: readonly string[] }
  /** Starts with one of these: `8507` for every lithium accumulator of HS 8507. */
  | { readonly prefix: readonly string[] }
  /** A country of the group, `EU`; the groups are in `country-groups.ts`. */
  | { readonly inGroup: string }
  /** Both ends belong to the range; values that are no decimal numbers lie outside. A unit is said for the reader, and checked. */
  | { readonly range: { readonly from?: Decimal; readonly to?: Decimal; readonly unit?: string } }
  | { readonly present: true }
  | { readonly absent: true }
  /** Literal words with `*` for anything, letter case aside. No other sign has a meaning: time is linear in the text. */
  | { readonly matches: readonly string[] }
  /** A regular expression over the whole value, in the syntax of RE2: linear in the text, whatever it says. */
  | { readonly pattern: string }
  /** Earlier, or later, than this UTC moment or day, `2026-11-21T08:00:00Z`; the form of the value must be the same. */
  | { readonly before: string }
  | { readonly after: string };

/** What repeats in a declaration: goods items, and consignments of the lowest declared level. */
export type Block = 'item' | 'house';

/** How many, both ends included. */
export interface CountBounds {
  readonly from?: number;
  readonly to?: number;
}

/** Which total, both ends included. */
export interface SumBounds {
  readonly from?: Decimal;
  readonly to?: Decimal;
}

/**
 * `some` and `every` bind the conditions within them to one and the same goods item or consignment. Within an `item`
 * block a path starts at the item, within a `house` block at the consignment, outside both at the declaration.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  /** Holds when some value at the path passes; with `every`, when there is one and all pass. */
  | { readonly element: ElementPath; readonly is: Test; readonly every?: true }
  | { readonly some: Block; readonly where: Condition }
  | { readonly every: Block; readonly where: Condition }
  | ({ readonly count: Block; readonly where?: Condition } & CountBounds)
  | ({ readonly sum: Block; readonly element: ElementPath; readonly where?: Condition } & SumBounds);

export type BlockName = 'declaration' | Block;
