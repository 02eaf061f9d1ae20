/** Whether some row of a declaration passes all of a few literals: in one loop over the columns, without a call for each row. */
import type { Block, Condition } from '../condition.ts';
import { blockNumber, itemBlock } from './blocks.ts';
import type { Compiling } from './clauses.ts';
import { oneNumber } from './columns.ts';
import { literalHolds, type Sight } from './holds.ts';
import { addLiteral, type LiteralTable, recordOf } from './literals.ts';
import { isNumber, isSet, isSpan, readRecord } from './records.ts';

type ElementCondition = Extract<Condition, { readonly is: unknown }>;

interface AskedElement {
  readonly condition: ElementCondition;
  readonly negated: boolean;
}

/** Elements that all have to pass; undefined where the condition says anything else. */
const elementsOf = (condition: Condition): readonly AskedElement[] | undefined => {
  if ('is' in condition) return [{ condition, negated: false }];
  if ('not' in condition) {
    return 'is' in condition.not ? [{ condition: condition.not, negated: true }] : undefined;
  }
  if (!('all' in condition)) return undefined;
  const each = condition.all.map(elementsOf);
  return each.every((one) => one !== undefined) ? each.flat() : undefined;
};

interface Passing {
  readonly literal: number;
  readonly kind: number;
  readonly negated: boolean;
  readonly slot: number;
  readonly first: number;
  readonly second: number;
  /** Of a set of classes. */
  readonly words: Int32Array;
  /** Of a number. */
  readonly lowest: number;
  readonly highest: number;
}

const noWords = new Int32Array(0);

const passingOf = (table: LiteralTable, literal: number): Passing => {
  const { kind, negated, slot, first, second, third } = readRecord(recordOf(table, literal));
  const words = kind === isSet ? table.bits.values.slice(third, third + Math.ceil((second - first) / 32)) : noWords;
  const [lowest, highest] = kind === isNumber ? [table.bounds.values[first]!, table.bounds.values[first + 1]!] : [0, 0];
  return { literal, kind, negated, slot, first, second, words, lowest, highest };
};

const inWords = ({ first, second, words }: Passing, id: number): boolean => {
  const bit = id - first;
  return bit >= 0 && id < second && (words[bit >> 5]! & (1 << (bit & 31))) !== 0;
};

const passes = (one: Passing, sight: Sight, start: number, block: number, row: number): boolean => {
  const { ids, numbers } = sight.columns;
  const place = start + one.slot;
  const id = ids[place]!;
  if (one.kind === isSpan && id >= 0) return (id >= one.first && id < one.second) !== one.negated;
  if (one.kind === isSet && id >= 0) return inWords(one, id) !== one.negated;
  if (one.kind === isNumber && id === oneNumber) {
    return (numbers[place]! >= one.lowest && numbers[place]! <= one.highest) !== one.negated;
  }
  return block === itemBlock ? literalHolds(sight, one.literal, -1, row) : literalHolds(sight, one.literal, row, -1);
};

/** Undefined where the condition asks more than elements of the row. */
export const someRowOfDeclaration = (
  block: Block,
  where: Condition,
  { table, fields }: Compiling,
): ((sight: Sight) => boolean) | undefined => {
  const asked = elementsOf(where);
  if (asked === undefined) return undefined;
  const number = blockNumber(block);
  const all = asked.map(({ condition, negated }) =>
    passingOf(table, addLiteral(table, fields, block, { ...condition, negated })),
  );
  const passesAll = (sight: Sight, start: number, row: number): boolean => {
    for (let at = 0; at < all.length; at += 1) if (!passes(all[at]!, sight, start, number, row)) return false;
    return true;
  };
  return (sight) => {
    const { columns, rows } = sight;
    const width = columns.widths[number]!;
    const count = (number === itemBlock ? rows.items : rows.houses).nodes.length;
    let start = columns.starts[number]!;
    for (let row = 0; row < count; row += 1) {
      if (passesAll(sight, start, row)) return true;
      start += width;
    }
    return false;
  };
};
