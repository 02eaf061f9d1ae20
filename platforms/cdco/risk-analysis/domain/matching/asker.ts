/** A literal as a closure that knows its numbers: quicker than its record where it is asked again and again. */
import { houseBlock, itemBlock } from './blocks.ts';
import { oneNumber } from './columns.ts';
import { literalHolds, type Sight } from './holds.ts';
import { type LiteralTable, recordOf } from './literals.ts';
import { isNumber, isSet, isSpan, readRecord } from './records.ts';

export type Asker = (sight: Sight, house: number, item: number) => boolean;

export const askerOf = (table: LiteralTable, literal: number): Asker => {
  const { kind, negated, block, slot, first, second, third } = readRecord(recordOf(table, literal));
  const placeOf = ({ columns }: Sight, house: number, item: number): number => {
    const row = block === itemBlock ? item : block === houseBlock ? house : 0;
    return columns.starts[block]! + columns.widths[block]! * row + slot;
  };
  const asIs: Asker = (sight, house, item) => literalHolds(sight, literal, house, item);
  if (kind === isSpan) {
    return (sight, house, item) => {
      const id = sight.columns.ids[placeOf(sight, house, item)]!;
      return id >= 0 ? (id >= first && id < second) !== negated : asIs(sight, house, item);
    };
  }
  if (kind === isSet) {
    const words = table.bits.values.slice(third, third + Math.ceil((second - first) / 32));
    return (sight, house, item) => {
      const id = sight.columns.ids[placeOf(sight, house, item)]!;
      if (id < 0) return asIs(sight, house, item);
      const bit = id - first;
      return (bit >= 0 && id < second && (words[bit >> 5]! & (1 << (bit & 31))) !== 0) !== negated;
    };
  }
  if (kind !== isNumber) return asIs;
  const [lowest, highest] = [table.bounds.values[first]!, table.bounds.values[first + 1]!];
  return (sight, house, item) => {
    const place = placeOf(sight, house, item);
    if (sight.columns.ids[place] !== oneNumber) return asIs(sight, house, item);
    const number = sight.columns.numbers[place]!;
    return (number >= lowest && number <= highest) !== negated;
  };
};
