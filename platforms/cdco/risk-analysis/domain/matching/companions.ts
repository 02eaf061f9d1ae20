/**
 * A quick look before the long one. Alternatives that are looked up by one field (the commodity) mostly ask of the same second
 * field of the row, too (the origin): its companion. An entry bears the classes that it may have there, folded into 32 bits; a
 * row whose class is not among them is passed over without reading on.
 */
import type { Field } from './fields.ts';
import type { LiteralTable } from './literals.ts';
import { isSet, isSomeRow, isSpan, readRecord, recordLength } from './records.ts';

/** Any class will do. */
export const anyClass = -1;

interface Listing {
  readonly records: readonly number[];
}

/** Of the row itself: those of a group, which come last, are of others. */
const recordsIn = (records: readonly number[]): ReadRecord[] => {
  const found: ReadRecord[] = [];
  for (let at = 0; at < records.length && records[at] !== isSomeRow; at += recordLength) {
    found.push(readRecord(records.slice(at, at + recordLength)));
  }
  return found;
};

type ReadRecord = ReturnType<typeof readRecord>;

const asksClassIn =
  (block: number) =>
  (record: ReadRecord): boolean =>
    record.block === block && !record.negated && (record.kind === isSpan || record.kind === isSet);

/** Slot of the field that most of them ask of besides; -1 where none does. */
export const companionOf = ({ block }: Field, listings: readonly Listing[]): number => {
  const counts = new Map<number, number>();
  for (const { records } of listings) {
    const slots = recordsIn(records).filter(asksClassIn(block));
    for (const { slot } of slots) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best?.[0] ?? -1;
};

const bitOf = (id: number): number => 1 << (id & 31);

const maskOf = (record: ReadRecord, { bits }: LiteralTable): number => {
  let mask = 0;
  for (let id = record.first; id < record.second; id += 1) {
    const bit = id - record.first;
    const has = record.kind === isSpan || (bits.values[record.third + (bit >> 5)]! & (1 << (bit & 31))) !== 0;
    if (has) mask |= bitOf(id);
    if (mask === anyClass) break;
  }
  return mask;
};

/** Classes that a listing may find in the companion's slot, folded. */
export const maskOfListing = ({ block }: Field, slot: number, { records }: Listing, table: LiteralTable): number => {
  const asks = recordsIn(records).find((record) => record.slot === slot && asksClassIn(block)(record));
  return asks === undefined ? anyClass : maskOf(asks, table);
};

/** What a row has there, folded; of several classes it may be any. */
export const maskOfRow = (id: number): number => (id < 0 ? anyClass : bitOf(id));
