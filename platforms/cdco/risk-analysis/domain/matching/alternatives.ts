/** What is still to be asked of an alternative when a row has led to it, and how it explains itself. */

import type { Access } from './access.ts';
import { itemBlock } from './blocks.ts';
import { type CompiledClause, restHolds, someHolds } from './clauses.ts';
import { type Explanation, explanationOf, mayRepeat } from './explain.ts';
import { groupOf, isGroup } from './groups.ts';
import type { Sight } from './holds.ts';
import { type LiteralTable, recordOf } from './literals.ts';
import { addIntegers, integerList } from './number-list.ts';
import { planOf } from './plans.ts';
import { inHouse } from './records.ts';
import type { Tree } from './tree.ts';

/** Asked last, in the rows that led here. */
export type Check = (sight: Sight, house: number, item: number) => boolean;

export interface Alternative {
  /** Position of the profile version in its set. */
  readonly profile: number;
  readonly checks: readonly Check[];
  /** Undefined: the profile is asked as a whole, and explained so. */
  readonly explanation: Explanation | undefined;
  /** Whether the explanation may come to the same element twice. */
  readonly repeats: boolean;
}

/** What the literals on the path do not say: blocks beside it, and conditions that are asked as they stand. */
const checksOf = (path: readonly CompiledClause[]): Check[] =>
  path.flatMap(({ block, some, rests }, depth) => [
    ...some
      .filter((one) => one !== path[depth + 1] && !isGroup(one))
      .map<Check>((one) => (sight, house) => someHolds(one, sight, block, house)),
    ...rests.map<Check>((rest) => (sight, house, item) => restHolds(rest, sight, house, item)),
  ]);

/** All checks of an alternative as one; undefined where it has none. */
export const checkOf = ({ checks }: Alternative): Check | undefined =>
  checks.length === 0
    ? undefined
    : checks.reduce((one, other) => (sight, house, item) => one(sight, house, item) && other(sight, house, item));

/** Whether the row that leads to an alternative must stand in a consignment of the lowest level. */
const needsHouse = (path: readonly CompiledClause[]): boolean => path.length === 3 && path[2]!.block === itemBlock;

/** What is to be asked of a row that led to an alternative: its own literals first, they tell most. */
export const recordsOf = (
  path: readonly CompiledClause[],
  access: Access | undefined,
  table: LiteralTable,
): number[] => {
  // Who is looked up by a class has it; who is looked up by a bound has passed one of two.
  const known = access?.field.classes === undefined ? undefined : access.literal;
  const literals = path.toReversed().flatMap((clause) => clause.literals.filter((one) => one !== known));
  const groups = path.flatMap(({ block, some }, depth) =>
    some.filter((one) => one !== path[depth + 1] && isGroup(one)).flatMap((one) => groupOf(one, block, table)),
  );
  const own = literals.flatMap((literal) => [...recordOf(table, literal)]);
  return [...(needsHouse(path) ? inHouse : []), ...own, ...groups];
};

export const alternativeOf = (
  profile: number,
  root: CompiledClause,
  path: readonly CompiledClause[],
  table: LiteralTable,
): Alternative => {
  const explanation = explanationOf(root, path, table);
  return { profile, checks: checksOf(path), explanation, repeats: mayRepeat(explanation) };
};

/** A profile that is asked as a whole. */
export const alternativeOfWhole = (profile: number, tree: Tree): Alternative => ({
  profile,
  checks: [tree.holds],
  explanation: undefined,
  repeats: true,
});

/** Of each alternative: its profile, where its plan begins (-1: it has none) and ends, and what is special about it. */
export const headLength = 4;
export const mayNameTwice = 1;

export interface AlternativeTable {
  readonly heads: Int32Array;
  readonly plans: Int32Array;
}

export function* buildAlternativeTable(
  all: readonly Alternative[],
  table: LiteralTable,
): Generator<void, AlternativeTable> {
  const plans = integerList();
  const heads = integerList();
  for (const { profile, explanation, repeats } of all) {
    const plan = explanation === undefined ? undefined : planOf(explanation, table);
    const start = plan === undefined ? -1 : addIntegers(plans, plan);
    addIntegers(heads, [profile, start, plans.length, repeats ? mayNameTwice : 0]);
    yield;
  }
  return { heads: heads.values, plans: plans.values };
}
