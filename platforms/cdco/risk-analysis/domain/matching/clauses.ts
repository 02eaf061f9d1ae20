/** Clauses with their literals as numbers of the table, the least likely first. */
import { blockNumber, declarationBlock, houseBlock, itemBlock } from './blocks.ts';
import type { Fields } from './fields.ts';
import { literalHolds, type Sight } from './holds.ts';
import { addLiteral, isAskedOfValue, type LiteralTable } from './literals.ts';
import type { Clause, Part } from './normal-form.ts';
import type { Rows } from './rows.ts';
import type { Traffic } from './traffic.ts';
import { type Tree, treeOf } from './tree.ts';

export interface CompiledRest {
  readonly tree: Tree;
  readonly negated: boolean;
}

export type CompiledPart =
  | { readonly literal: number; readonly quiet: boolean }
  | { readonly some: CompiledClause; readonly quiet: boolean }
  | { readonly rest: CompiledRest; readonly quiet: boolean };

export interface CompiledClause {
  readonly block: number;
  /** In the order of the profile: a hit is explained in its words. */
  readonly parts: readonly CompiledPart[];
  /** In the order in which they are asked. */
  readonly literals: readonly number[];
  readonly some: readonly CompiledClause[];
  readonly rests: readonly CompiledRest[];
}

export interface Compiling {
  readonly table: LiteralTable;
  readonly fields: Fields;
  readonly traffic: Traffic;
}

const partOf = (part: Part, clause: Clause, compiling: Compiling): CompiledPart => {
  const { quiet } = part;
  if ('some' in part) return { some: compileClause(part.some, compiling), quiet };
  if ('rest' in part) {
    const { condition, negated } = part.rest;
    return { rest: { tree: treeOf(condition, clause.block, compiling), negated }, quiet };
  }
  return { literal: addLiteral(compiling.table, compiling.fields, clause.block, part.literal), quiet };
};

/** Cheap and unlikely ones first. */
const inAskingOrder = (parts: readonly CompiledPart[], clause: Clause, { table, traffic }: Compiling): number[] => {
  const literals = [...new Set(parts.flatMap((part) => ('literal' in part ? [part.literal] : [])))];
  const weight = (literal: number) =>
    traffic.passing(clause.block, table.literals[literal]!) + (isAskedOfValue(table, literal) ? 1_000_000 : 0);
  const weights = new Map(literals.map((literal) => [literal, weight(literal)]));
  return literals.sort((a, b) => weights.get(a)! - weights.get(b)!);
};

export const compileClause = (clause: Clause, compiling: Compiling): CompiledClause => {
  const parts = clause.parts.map((part) => partOf(part, clause, compiling));
  return {
    block: blockNumber(clause.block),
    parts,
    literals: inAskingOrder(parts, clause, compiling),
    some: parts.flatMap((part) => ('some' in part ? [part.some] : [])),
    rests: parts.flatMap((part) => ('rest' in part ? [part.rest] : [])),
  };
};

export const restHolds = ({ tree, negated }: CompiledRest, sight: Sight, house: number, item: number): boolean =>
  tree.holds(sight, house, item) !== negated;

/** Whether a clause holds in one row of its block. */
export const clauseHolds = (clause: CompiledClause, sight: Sight, house: number, item: number): boolean => {
  for (const literal of clause.literals) if (!literalHolds(sight, literal, house, item)) return false;
  for (const some of clause.some) if (!someHolds(some, sight, clause.block, house)) return false;
  for (const rest of clause.rests) if (!restHolds(rest, sight, house, item)) return false;
  return true;
};

/** First row of a clause's block below a row of another, and the one after the last. */
export const rowsBelow = (
  clause: CompiledClause,
  rows: Rows,
  above: number,
  house: number,
): readonly [number, number] => {
  if (clause.block === houseBlock) return [0, rows.houses.nodes.length];
  return above === declarationBlock ? [0, rows.items.nodes.length] : [rows.firstItem[house]!, rows.afterItems[house]!];
};

/** Whether a clause holds in some row below one of block `above`. */
export const someHolds = (clause: CompiledClause, sight: Sight, above: number, house: number): boolean => {
  const [from, after] = rowsBelow(clause, sight.rows, above, house);
  for (let row = from; row < after; row += 1) {
    if (clause.block === itemBlock ? clauseHolds(clause, sight, house, row) : clauseHolds(clause, sight, row, -1)) {
      return true;
    }
  }
  return false;
};
