/** A declaration cut into rows: itself, its consignments of the lowest level, its goods items. In the order of `scope.ts`. */
import { type Scope, type Shape, scopeOf, shapeOf } from '../scope.ts';
import { declarationBlock, houseBlock, itemBlock } from './blocks.ts';

export interface Rows {
  readonly declaration: unknown;
  readonly procedure: string;
  readonly shape: Shape;
  readonly masters: Level;
  readonly houses: Level;
  readonly items: Level;
  /** Whether consignments are declared below the masters; else the masters are the consignments. */
  readonly hasHouses: boolean;
  /** First item of each consignment; its last one stands before `afterItems`. */
  readonly firstItem: number[];
  readonly afterItems: number[];
  /** The same, as conditions that are asked as they stand want it: cut when the first of them is. */
  scope: Scope | undefined;
  /** Pointers to consignments that were asked for. */
  readonly pointers: (string | undefined)[];
}

/** Rows of one kind, with what a pointer to each is made of. */
export interface Level {
  readonly nodes: unknown[];
  /** Row that it stands in; for an item of a master consignment that has others below it, see `masterAbove`. */
  readonly above: number[];
  /** Position in its list; -1 where there is no list. */
  readonly positions: number[];
}

const levelOf = (): Level => ({ nodes: [], above: [], positions: [] });

const child = (node: unknown, name: string): unknown =>
  typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined;

const add = (level: Level, node: unknown, above: number): void => {
  if (Array.isArray(node)) {
    for (let position = 0; position < node.length; position += 1) {
      level.nodes.push(node[position]);
      level.above.push(above);
      level.positions.push(position);
    }
  } else if (node !== undefined && node !== null) {
    level.nodes.push(node);
    level.above.push(above);
    level.positions.push(-1);
  }
};

/** Of an item that belongs to no consignment of the lowest level: the master as -2, -3 ...; and back again. */
const masterAbove = (master: number): number => -2 - master;

export const cutRows = (declaration: unknown, procedure: string): Rows => {
  const shape = shapeOf(procedure);
  const [masters, houses, items] = [levelOf(), levelOf(), levelOf()];
  add(masters, child(declaration, shape.master), 0);
  for (let row = 0; row < masters.nodes.length; row += 1) add(houses, child(masters.nodes[row], shape.house), row);
  const hasHouses = houses.nodes.length > 0;
  if (hasHouses) {
    for (const [row, master] of masters.nodes.entries()) add(items, child(master, shape.item), masterAbove(row));
  }
  const lowest = hasHouses ? houses : masters;
  const [firstItem, afterItems]: [number[], number[]] = [[], []];
  for (let row = 0; row < lowest.nodes.length; row += 1) {
    firstItem.push(items.nodes.length);
    add(items, child(lowest.nodes[row], shape.item), row);
    afterItems.push(items.nodes.length);
  }
  return {
    declaration,
    procedure,
    shape,
    masters,
    houses: lowest,
    items,
    hasHouses,
    firstItem,
    afterItems,
    scope: undefined,
    pointers: [],
  };
};

export const nodeOf = (rows: Rows, block: number, house: number, item: number): unknown =>
  block === itemBlock ? rows.items.nodes[item] : block === houseBlock ? rows.houses.nodes[house] : rows.declaration;

export const scopeOfRow = (rows: Rows, block: number, house: number, item: number): Scope => {
  rows.scope ??= scopeOf(rows.declaration, rows.procedure);
  if (block === declarationBlock) return rows.scope;
  return block === itemBlock ? rows.scope.item[item]! : rows.scope.house[house]!;
};

const below = (pointer: string, name: string, position: number): string =>
  position === -1 ? `${pointer}/${name}` : `${pointer}/${name}/${position}`;

const masterPointer = ({ shape, masters }: Rows, row: number): string =>
  below('', shape.master, masters.positions[row]!);

const housePointer = (rows: Rows, row: number): string => {
  const { shape, houses, hasHouses, pointers } = rows;
  const known = pointers[row];
  if (known !== undefined) return known;
  const pointer = hasHouses
    ? below(masterPointer(rows, houses.above[row]!), shape.house, houses.positions[row]!)
    : masterPointer(rows, row);
  pointers[row] = pointer;
  return pointer;
};

/** JSON pointer to a row; the declaration's is empty. */
export const pointerOf = (rows: Rows, block: number, house: number, item: number): string => {
  if (block === declarationBlock) return '';
  if (block === houseBlock) return housePointer(rows, house);
  const above = rows.items.above[item]!;
  const pointer = above < 0 ? masterPointer(rows, masterAbove(above)) : housePointer(rows, above);
  return below(pointer, rows.shape.item, rows.items.positions[item]!);
};
