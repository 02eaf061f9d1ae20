/** Decision tables, in whatever form they came: rows of conditions and outcomes, each with its column. */
import type { BlockName, Condition } from '../condition.ts';

/** What is wrong in a cell, said at its place. */
export class CellFault extends Error {}

export interface TableFault {
  /** Row, and column where it is one's: of CSV the line and the name in the header; of DMN the number of the rule and the input. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface ColumnCondition {
  readonly column: string;
  readonly block: BlockName;
  readonly condition: Condition;
}

export interface TableRow {
  readonly row: number;
  readonly conditions: readonly ColumnCondition[];
  /** By the names of outcomes. */
  readonly outcomes: ReadonlyMap<string, { readonly column: string; readonly value: unknown }>;
}

/** What several rows that hold at once come to. */
export const hitPolicies = {
  COLLECT: 'Each row is a profile; all that hold hit.',
  'RULE ORDER': 'Each row is a profile; all that hold hit. Hits stand in the order of their ids, not of the rows.',
  UNIQUE: 'Each row is a profile. That rows exclude each other is taken as said: where they do not, all that hold hit.',
  ANY: 'Each row is a profile; all have the same outcome, so that it does not matter which of them hit.',
  FIRST: 'Each row is a profile, and hits only where no row before it does: one hit of the table for each declaration.',
} as const;
export type HitPolicy = keyof typeof hitPolicies;

export interface DecisionTable {
  readonly hitPolicy: HitPolicy;
  readonly rows: readonly TableRow[];
}

/** Rows of one table; more are several tables. */
export const mostRows = 1000;
/** Each row of FIRST names all rows before it. */
export const mostRowsOfFirst = 50;
/** Rows that hold at once would be told apart by an order that hits do not have. */
export const refusedPolicies = 'PRIORITY, OUTPUT ORDER and COLLECT with an aggregation have no meaning here';

export interface ElementColumn {
  readonly block: BlockName;
  readonly element: string;
}

const blocks: ReadonlySet<string> = new Set(['declaration', 'house', 'item']);

/** `item.commodity.descriptionOfGoods`: of a goods item; without a block, of the declaration. */
export const elementColumn = (name: string): ElementColumn => {
  const [first = '', ...rest] = name.split('.');
  return blocks.has(first) && rest.length > 0
    ? { block: first as BlockName, element: rest.join('.') }
    : { block: 'declaration', element: name };
};
