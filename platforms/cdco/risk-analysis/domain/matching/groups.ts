/**
 * Whether some other row holds, as records: most blocks beside the one that led to an alternative ask nothing but literals. A
 * record that opens the group is followed by theirs.
 */
import { houseBlock, itemBlock } from './blocks.ts';
import type { CompiledClause } from './clauses.ts';
import { recordHolds, type Sight } from './holds.ts';
import { type LiteralTable, recordOf } from './literals.ts';
import { isSomeRow, recordLength } from './records.ts';

/** Whether a clause can be put so. */
export const isGroup = ({ some, rests, literals }: CompiledClause): boolean =>
  some.length === 0 && rests.length === 0 && literals.length > 0;

const within = 1;
const anywhere = 0;

/** @param above block of the row that sees it: items of a consignment, or of the declaration */
export const groupOf = ({ block, literals }: CompiledClause, above: number, table: LiteralTable): readonly number[] => [
  isSomeRow,
  literals.length,
  block,
  above === houseBlock ? within : anywhere,
  ...literals.flatMap((literal) => [...recordOf(table, literal)]),
];

/** Length of the records that begin at a place. */
export const lengthAt = (records: ArrayLike<number>, at: number): number =>
  records[at] === isSomeRow ? (1 + records[at + 1]!) * recordLength : recordLength;

const rowHolds = (
  records: Int32Array,
  at: number,
  after: number,
  sight: Sight,
  house: number,
  item: number,
): boolean => {
  for (let record = at; record < after; record += recordLength) {
    if (!recordHolds(records, record, sight, house, item)) return false;
  }
  return true;
};

export const groupHolds = (records: Int32Array, at: number, sight: Sight, house: number): boolean => {
  const { rows } = sight;
  const isItem = records[at + 2] === itemBlock;
  const isWithin = records[at + 3] === within;
  const first = isWithin ? rows.firstItem[house]! : 0;
  const after = isWithin ? rows.afterItems[house]! : (isItem ? rows.items : rows.houses).nodes.length;
  const [from, end] = [at + recordLength, at + lengthAt(records, at)];
  for (let row = first; row < after; row += 1) {
    if (isItem ? rowHolds(records, from, end, sight, house, row) : rowHolds(records, from, end, sight, row, -1)) {
      return true;
    }
  }
  return false;
};
