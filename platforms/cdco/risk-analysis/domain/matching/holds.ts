/** Whether a literal holds, asked of the columns. */
import { houseBlock, itemBlock } from './blocks.ts';
import { askValue, type Columns } from './columns.ts';
import { closureOf, type LiteralTable } from './literals.ts';
import {
  blockMask,
  blockShift,
  isAsked,
  isInHouse,
  isNumber,
  isSpan,
  kindMask,
  negatedBit,
  recordLength,
  slotShift,
} from './records.ts';
import { nodeOf, type Rows } from './rows.ts';

/** What the match of one declaration needs at hand. */
export interface Sight {
  readonly table: LiteralTable;
  readonly columns: Columns;
  readonly rows: Rows;
}

const isInSet = (records: Int32Array, at: number, bits: Int32Array, id: number): boolean => {
  const bit = id - records[at + 1]!;
  return bit >= 0 && id < records[at + 2]! && (bits[records[at + 3]! + (bit >> 5)]! & (1 << (bit & 31))) !== 0;
};

const hasClass = (records: Int32Array, at: number, kind: number, bits: Int32Array, id: number): boolean =>
  kind === isSpan ? id >= records[at + 1]! && id < records[at + 2]! : isInSet(records, at, bits, id);

const someHasClass = (
  records: Int32Array,
  at: number,
  kind: number,
  { table, columns }: Sight,
  first: number,
): boolean => {
  const { more } = columns;
  for (let next = first; next !== -1; next = more[next + 1]!) {
    if (hasClass(records, at, kind, table.bits.values, more[next]!)) return true;
  }
  return false;
};

/** Whether the record at a place holds; `house` and `item` name the rows, of which it looks at that of its block. */
export const recordHolds = (records: Int32Array, at: number, sight: Sight, house: number, item: number): boolean => {
  const asks = records[at]!;
  const kind = asks & kindMask;
  const negated = (asks & negatedBit) !== 0;
  if (kind === isInHouse) return house >= 0;
  const { table, columns, rows } = sight;
  const block = (asks >> blockShift) & blockMask;
  if (kind !== isAsked) {
    const row = block === itemBlock ? item : block === houseBlock ? house : 0;
    const place = columns.starts[block]! + columns.widths[block]! * row + (asks >> slotShift);
    const id = columns.ids[place]!;
    if (kind !== isNumber) {
      if (id >= 0) return hasClass(records, at, kind, table.bits.values, id) !== negated;
      return someHasClass(records, at, kind, sight, -1 - id) !== negated;
    }
    if (id !== askValue) {
      const number = columns.numbers[place]!;
      const bounds = table.bounds.values;
      const bound = records[at + 1]!;
      return (number >= bounds[bound]! && number <= bounds[bound + 1]!) !== negated;
    }
  }
  return closureOf(table, records[at + 3]!)({ node: nodeOf(rows, block, house, item) }) !== negated;
};

export const literalHolds = (sight: Sight, literal: number, house: number, item: number): boolean =>
  recordHolds(sight.table.records.values, literal * recordLength, sight, house, item);
