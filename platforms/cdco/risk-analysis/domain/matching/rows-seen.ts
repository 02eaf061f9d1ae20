/** Rows of a block as a row of another sees them: itself, or those below it. */
import type { Block, BlockName } from '../condition.ts';
import type { Collector } from './collector.ts';
import type { Sight } from './holds.ts';
import type { Rows } from './rows.ts';
import type { Tree } from './tree.ts';

export interface RowsSeen {
  readonly block: Block;
  readonly from: BlockName;
  /** Only those of the lowest level: what is said at two levels counts once. */
  readonly counted: boolean;
}

/** The first row; of a row that sees itself alone, its own. */
const firstOf = ({ block, from }: RowsSeen, rows: Rows, house: number, item: number): number => {
  if (block === from) return block === 'item' ? item : house;
  return from === 'house' ? rows.firstItem[house]! : 0;
};

/** The row after the last. */
const afterOf = ({ block, from }: RowsSeen, rows: Rows, house: number, item: number): number => {
  if (block === from) return (block === 'item' ? item : house) + 1;
  if (from === 'item') return 0;
  if (from === 'house') return rows.afterItems[house]!;
  return (block === 'item' ? rows.items : rows.houses).nodes.length;
};

const isLeftOut = ({ block, from, counted }: RowsSeen, rows: Rows, row: number): boolean =>
  counted && block === 'item' && from !== 'item' && rows.items.above[row]! < 0;

/** Whether some row holds. */
export const someRowHolds = (seen: RowsSeen, where: Tree, sight: Sight, house: number, item: number): boolean => {
  const after = afterOf(seen, sight.rows, house, item);
  const isItem = seen.block === 'item';
  for (let row = firstOf(seen, sight.rows, house, item); row < after; row += 1) {
    if (isItem ? where.holds(sight, house, row) : where.holds(sight, row, -1)) return true;
  }
  return false;
};

export interface Count {
  readonly held: number;
  readonly rows: number;
}

/** How many rows hold, of how many. */
export const countRows = (seen: RowsSeen, where: Tree, sight: Sight, house: number, item: number): Count => {
  const after = afterOf(seen, sight.rows, house, item);
  let [held, rows] = [0, 0];
  for (let row = firstOf(seen, sight.rows, house, item); row < after; row += 1) {
    if (isLeftOut(seen, sight.rows, row)) continue;
    rows += 1;
    if (seen.block === 'item' ? where.holds(sight, house, row) : where.holds(sight, row, -1)) held += 1;
  }
  return { held, rows };
};

/** Collects the elements of the rows that hold. */
export const explainRows = (
  seen: RowsSeen,
  where: Tree,
  sight: Sight,
  to: Collector,
  house: number,
  item: number,
): void => {
  const after = afterOf(seen, sight.rows, house, item);
  for (let row = firstOf(seen, sight.rows, house, item); row < after && !to.full; row += 1) {
    if (isLeftOut(seen, sight.rows, row)) continue;
    const [inHouse, inItem] = seen.block === 'item' ? [house, row] : [row, -1];
    if (where.holds(sight, inHouse, inItem)) where.explain(sight, to, inHouse, inItem);
  }
};
