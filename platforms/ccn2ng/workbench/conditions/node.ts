/** A condition as the editor shows it: a tree of rows and groups, in which everything may be unfinished. */
import type { Block, BlockName } from './condition.ts';

export const operators = [
  'eq',
  'in',
  'inGroup',
  'prefix',
  'range',
  'before',
  'after',
  'matches',
  'pattern',
  'present',
  'absent',
] as const;
export type Operator = (typeof operators)[number];

export const joins = ['all', 'any', 'none'] as const;
export const quantities = ['some', 'every', 'count', 'sum'] as const;

/** One question about one element. */
export interface Row {
  readonly kind: 'row';
  readonly element: string;
  readonly operator: Operator;
  /** Of `in`, `prefix`: with commas between; of `matches`: one a line. */
  readonly value: string;
  readonly from: string;
  readonly to: string;
  /** All values of the element must pass, not just one. */
  readonly every: boolean;
}

export interface Group {
  readonly kind: (typeof joins)[number] | (typeof quantities)[number];
  /** Of a quantity: over what it goes. */
  readonly block: Block;
  /** Of `sum`: what is added up. */
  readonly element: string;
  /** Of `count` and `sum`. */
  readonly from: string;
  readonly to: string;
  readonly children: readonly Node[];
}

export type Node = Row | Group;

export const emptyRow: Row = { kind: 'row', element: '', operator: 'eq', value: '', from: '', to: '', every: false };

export const emptyGroup = (kind: Group['kind']): Group => ({
  kind,
  block: 'item',
  element: '',
  from: '',
  to: '',
  children: [emptyRow],
});

export const isQuantity = (kind: Node['kind']): boolean => (quantities as readonly string[]).includes(kind);

/** Where the paths of elements begin within a node. */
export const blockWithin = (node: Node, around: BlockName): BlockName =>
  node.kind !== 'row' && isQuantity(node.kind) ? node.block : around;
