/**
 * Turns a condition into alternatives (a disjunctive normal form), each of which can be looked up by one of its literals.
 * What has no place in that form (negated blocks, `every`, `count`, `sum`) stays a condition, and is asked last.
 */
import type { Block, BlockName, Condition, Test } from '../condition.ts';

/** One question about the values of one element in one row of a block. */
export interface Literal {
  readonly element: string;
  readonly is: Test;
  readonly every?: true;
  readonly negated: boolean;
}

/** Asked as it stands of the row, after everything that is cheaper. */
export interface Rest {
  readonly condition: Condition;
  readonly negated: boolean;
}

/**
 * Holds for a row of its block in which all parts hold. A part that is a clause holds when it holds for some row below: an
 * item of the consignment, an item or consignment of the declaration. A quiet part explains nothing.
 */
export interface Clause {
  readonly block: BlockName;
  readonly parts: readonly Part[];
}

export type Part = { readonly quiet: boolean } & (
  | { readonly literal: Literal }
  | { readonly some: Clause }
  | { readonly rest: Rest }
);

/** More alternatives than these, and the condition is asked as it stands. */
export const maxAlternatives = 64;

type Alternatives = readonly (readonly Part[])[];

interface At {
  readonly block: BlockName;
  readonly negated: boolean;
  readonly quiet: boolean;
}

class TooMany extends Error {}

const bounded = (alternatives: Alternatives): Alternatives => {
  if (alternatives.length > maxAlternatives) throw new TooMany();
  return alternatives;
};

const product = (all: readonly Alternatives[]): Alternatives =>
  all.reduce<Alternatives>(
    (before, next) => bounded(before.flatMap((left) => next.map((right) => [...left, ...right]))),
    [[]],
  );

const sum = (all: readonly Alternatives[]): Alternatives => bounded(all.flat());

const restOf = (condition: Condition, { negated, quiet }: At): Part => ({ rest: { condition, negated }, quiet });

/** A row is a block of its own: `some` item of an item is the item. A goods item holds no consignments. */
const below = (block: Block, where: Condition, at: At): Alternatives => {
  if (block === at.block) return alternativesAt(where, at);
  if (at.block === 'item') return [];
  return alternativesAt(where, { ...at, block }).map((parts) => [{ some: { block, parts }, quiet: at.quiet }]);
};

/** What `every` and a count from one up imply: some row that qualifies. It leads to the profile, and explains nothing. */
const implied = (condition: Condition, block: Block, where: Condition | undefined, at: At): Alternatives => {
  const rest = [restOf(condition, at)];
  if (where === undefined || at.negated || block === at.block) return [rest];
  return below(block, where, { ...at, quiet: true }).map((parts) => [...rest, ...parts]);
};

const alternativesAt = (condition: Condition, at: At): Alternatives => {
  if ('all' in condition) return (at.negated ? sum : product)(condition.all.map((one) => alternativesAt(one, at)));
  if ('any' in condition) return (at.negated ? product : sum)(condition.any.map((one) => alternativesAt(one, at)));
  if ('not' in condition) return alternativesAt(condition.not, { ...at, negated: !at.negated, quiet: true });
  if ('is' in condition) return [[{ literal: { ...condition, negated: at.negated }, quiet: at.quiet }]];
  if ('some' in condition && !at.negated) return below(condition.some, condition.where, at);
  if ('every' in condition) return implied(condition, condition.every, condition.where, at);
  if ('count' in condition && (condition.from ?? 0) > 0)
    return implied(condition, condition.count, condition.where, at);
  return [[restOf(condition, at)]];
};

/** The alternatives of a condition; at least one of them holds whenever it does, and only then. */
export const normalForm = (condition: Condition): readonly Clause[] => {
  const at: At = { block: 'declaration', negated: false, quiet: false };
  try {
    return alternativesAt(condition, at).map((parts) => ({ block: 'declaration', parts }));
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    return [{ block: 'declaration', parts: [restOf(condition, at)] }];
  }
};
