/** Finds the profiles that a declaration matches: reads it into columns once, then follows the lists that its rows lead to. */
import { declarationBlock, houseBlock, itemBlock } from './blocks.ts';
import { absentClass } from './classes.ts';
import { askValue } from './columns.ts';
import { anyClass, maskOfRow } from './companions.ts';
import { groupHolds } from './groups.ts';
import { recordHolds, type Sight } from './holds.ts';
import type { Held, MatchTables } from './match-tables.ts';
import { type BoundPostings, type ClassPostings, entryHead, headLength } from './postings.ts';
import { isSomeRow, recordLength } from './records.ts';

/** One declaration being matched. */
interface Matching extends Sight {
  readonly tables: MatchTables;
  readonly day: number;
  house: number;
  item: number;
  /** Row that led here. */
  row: number;
  /** Entries whose literals were asked. */
  tried: number;
  readonly held: Held[];
}

/** The declaration is a row of its own; nothing is ever added to it. */
const declarationRow: number[] = [0];

/** Nothing is ever added to it either: made once. */
const heldByDeclaration = ({ whole }: MatchTables, alternative: number): Held => {
  const known = whole[alternative] ?? { number: alternative, rows: declarationRow };
  whole[alternative] = known;
  return known;
};

const hold = ({ held, row, house, item, tables }: Matching, alternative: number): void => {
  const known = held[tables.places[alternative]!];
  if (known?.number !== alternative) {
    tables.places[alternative] = held.length;
    held.push(item < 0 && house < 0 ? heldByDeclaration(tables, alternative) : { number: alternative, rows: [row] });
    // Two values of one row may lead to the same alternative.
  } else if (known.rows.at(-1) !== row) known.rows.push(row);
};

const checksHold = (matching: Matching, alternative: number): boolean => {
  const check = matching.tables.checks[alternative];
  return check === undefined || check(matching, matching.house, matching.item);
};

const recordsHold = (matching: Matching, entries: Int32Array, from: number, after: number): boolean => {
  for (let at = from; at < after; at += recordLength) {
    if (entries[at] === isSomeRow) {
      if (!groupHolds(entries, at, matching, matching.house)) return false;
      at += entries[at + 1]! * recordLength;
    } else if (!recordHolds(entries, at, matching, matching.house, matching.item)) return false;
  }
  return true;
};

const follow = (matching: Matching, entries: Int32Array, from: number, after: number, mask: number): void => {
  const { day } = matching;
  for (let at = from; at < after; ) {
    const next = at + entries[at]!;
    if ((entries[at + 1]! & mask) !== 0 && day >= entries[at + 2]! && day < entries[at + 3]!) {
      matching.tried += 1;
      const alternative = entries[at + 4]!;
      if (recordsHold(matching, entries, at + entryHead, next) && checksHold(matching, alternative)) {
        hold(matching, alternative);
      }
    }
    at = next;
  }
};

/** Of alternatives that nothing leads to: no row comes to them again, and their days do not overlap. */
const askAll = (matching: Matching, entries: Int32Array): void => {
  const { day, tables, held } = matching;
  for (let at = 0; at < entries.length; ) {
    const next = at + entries[at]!;
    if (day >= entries[at + 2]! && day < entries[at + 3]!) {
      matching.tried += 1;
      const alternative = entries[at + 4]!;
      if (recordsHold(matching, entries, at + entryHead, next) && checksHold(matching, alternative)) {
        held.push(heldByDeclaration(tables, alternative));
      }
    }
    at = next;
  }
};

/** A class leads to its own list, and to those of the prefixes that its values have. */
const followClass = (matching: Matching, { heads, entries }: ClassPostings, id: number, mask: number): void => {
  for (let at = id; at !== -1; ) {
    const head = at * headLength;
    follow(matching, entries, heads[head]!, heads[head + 1]!, mask);
    at = heads[head + 2]!;
  }
};

const followClasses = (matching: Matching, postings: ClassPostings, start: number): void => {
  const { ids, more } = matching.columns;
  const { field, companion } = postings;
  const id = ids[start + field.slot]!;
  const mask = companion === -1 ? anyClass : maskOfRow(ids[start + companion]!);
  if (id >= absentClass) followClass(matching, postings, id, mask);
  else for (let at = -1 - id; at !== -1; at = more[at + 1]!) followClass(matching, postings, more[at]!, mask);
};

const followBounds = (matching: Matching, postings: BoundPostings, start: number): void => {
  const { field, bounds, rising, starts, entries } = postings;
  const id = matching.columns.ids[start + field.slot]!;
  const number = matching.columns.numbers[start + field.slot]!;
  let passed = 0;
  if (id === askValue) passed = bounds.length;
  else if (rising) while (passed < bounds.length && number >= bounds[passed]!) passed += 1;
  else while (passed < bounds.length && number <= bounds[passed]!) passed += 1;
  if (passed > 0) follow(matching, entries, 0, starts[passed]!, anyClass);
};

const followRow = (matching: Matching, block: number, row: number): void => {
  const { byClass, byBound } = matching.tables.postings[block]!;
  const start = matching.columns.starts[block]! + matching.columns.widths[block]! * row;
  matching.row = row;
  for (let at = 0; at < byClass.length; at += 1) followClasses(matching, byClass[at]!, start);
  for (let at = 0; at < byBound.length; at += 1) followBounds(matching, byBound[at]!, start);
};

export interface Found {
  /** In the order of the alternatives, and so of the profiles. */
  readonly held: readonly Held[];
  readonly tried: number;
}

/** How many of the first ones stand in order. */
const orderedLength = (held: readonly Held[]): number => {
  let length = 1;
  while (length < held.length && held[length - 1]!.number < held[length]!.number) length += 1;
  return length;
};

/** Mostly all are in order, or all but a few at the end: these are put in their places. */
const putInOrder = (held: Held[]): void => {
  const ordered = orderedLength(held);
  if (ordered >= held.length) return;
  const late = held.slice(ordered).sort((a, b) => a.number - b.number);
  let [from, to] = [ordered - 1, held.length - 1];
  for (let next = late.length - 1; next >= 0; to -= 1) {
    if (from >= 0 && held[from]!.number > late[next]!.number) {
      held[to] = held[from]!;
      from -= 1;
    } else {
      held[to] = late[next]!;
      next -= 1;
    }
  }
};

/** @param day 20261121 */
export const match = (tables: MatchTables, sight: Sight, day: number): Found => {
  const { table, columns, rows } = sight;
  const { houses, items } = rows;
  const matching: Matching = { table, columns, rows, tables, day, house: -1, item: -1, row: -1, tried: 0, held: [] };
  // First, for they stand in order.
  askAll(matching, tables.always);
  followRow(matching, declarationBlock, 0);
  for (let row = 0; row < houses.nodes.length; row += 1) {
    matching.house = row;
    followRow(matching, houseBlock, row);
  }
  for (let row = 0; row < items.nodes.length; row += 1) {
    matching.house = items.above[row]!;
    matching.item = row;
    followRow(matching, itemBlock, row);
  }
  putInOrder(matching.held);
  return matching;
};
