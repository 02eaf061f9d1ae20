/** Finds the profiles that a declaration matches: reads it into columns once, then follows the lists that its rows lead to. */
import { headLength as alternativeHead, hasChecks } from './alternatives.ts';
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

const hold = ({ held, row, house, item, tables }: Matching, alternative: number): void => {
  const known = held[tables.places[alternative]!];
  if (known?.number !== alternative) {
    tables.places[alternative] = held.length;
    held.push({ number: alternative, rows: item < 0 && house < 0 ? declarationRow : [row] });
    // Two values of one row may lead to the same alternative.
  } else if (known.rows.at(-1) !== row) known.rows.push(row);
};

const checksHold = (matching: Matching, alternative: number): boolean => {
  if ((matching.tables.heads[alternative * alternativeHead + 3]! & hasChecks) === 0) return true;
  for (const check of matching.tables.alternatives[alternative]!.checks) {
    if (!check(matching, matching.house, matching.item)) return false;
  }
  return true;
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

const isInOrder = (held: readonly Held[]): boolean => {
  for (let at = 1; at < held.length; at += 1) if (held[at - 1]!.number > held[at]!.number) return false;
  return true;
};

/** @param day 20261121 */
export const match = (tables: MatchTables, sight: Sight, day: number): Found => {
  const { table, columns, rows } = sight;
  const { houses, items } = rows;
  const matching: Matching = { table, columns, rows, tables, day, house: -1, item: -1, row: -1, tried: 0, held: [] };
  followRow(matching, declarationBlock, 0);
  follow(matching, tables.always, 0, tables.always.length, anyClass);
  for (let row = 0; row < houses.nodes.length; row += 1) {
    matching.house = row;
    followRow(matching, houseBlock, row);
  }
  for (let row = 0; row < items.nodes.length; row += 1) {
    matching.house = items.above[row]!;
    matching.item = row;
    followRow(matching, itemBlock, row);
  }
  if (!isInOrder(matching.held)) matching.held.sort((a, b) => a.number - b.number);
  return matching;
};
