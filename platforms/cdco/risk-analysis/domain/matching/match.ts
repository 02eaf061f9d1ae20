/** Finds the profiles that a declaration matches: reads it into columns once, then follows the lists that its rows lead to. */
import { type Alternative, type Alternatives, needsHouse } from './alternatives.ts';
import { declarationBlock, houseBlock, itemBlock } from './blocks.ts';
import { absentClass } from './classes.ts';
import type { Sight } from './clauses.ts';
import { askValue } from './columns.ts';
import { literalHolds } from './literals.ts';
import { type BoundPostings, type ClassPostings, entryLength, type Postings } from './postings.ts';

export interface MatchTables {
  readonly alternatives: Alternatives;
  readonly mustHaveHouse: readonly boolean[];
  readonly postings: readonly Postings[];
  /** Entries of alternatives that nothing leads to: asked of every declaration. */
  readonly always: Int32Array;
}

/** Postings by the block whose rows they look at. */
export const byBlock = ({ byClass, byBound }: Postings): readonly Postings[] =>
  [declarationBlock, houseBlock, itemBlock].map((block) => ({
    byClass: byClass.filter(({ field }) => field.block === block),
    byBound: byBound.filter(({ field }) => field.block === block),
  }));

export const mustHaveHouse = (all: readonly Alternative[]): readonly boolean[] => all.map(needsHouse);

/** One declaration being matched. */
interface Matching extends Sight {
  readonly tables: MatchTables;
  readonly day: number;
  house: number;
  item: number;
  /** Row that led here. */
  row: number;
  /** Entries that were looked at. */
  tried: number;
  readonly held: Map<number, number[]>;
}

const hold = ({ held, row }: Matching, alternative: number): void => {
  const rows = held.get(alternative);
  if (rows === undefined) held.set(alternative, [row]);
  // Two values of one row may lead to the same alternative.
  else if (rows.at(-1) !== row) rows.push(row);
};

const literalsHold = (matching: Matching, alternative: number): boolean => {
  const { tables, table, columns, rows, house, item } = matching;
  const { starts, literals } = tables.alternatives;
  const after = starts[alternative + 1]!;
  for (let at = starts[alternative]!; at < after; at += 1) {
    if (!literalHolds(table, literals[at]!, columns, rows, house, item)) return false;
  }
  return true;
};

const checksHold = (matching: Matching, alternative: number): boolean => {
  for (const check of matching.tables.alternatives.all[alternative]!.checks) {
    if (!check(matching, matching.house, matching.item)) return false;
  }
  return true;
};

const follow = (matching: Matching, entries: Int32Array, from: number, after: number): void => {
  const { day, tables } = matching;
  matching.tried += (after - from) / entryLength;
  for (let at = from; at < after; at += entryLength) {
    if (day < entries[at + 1]! || day >= entries[at + 2]!) continue;
    const alternative = entries[at]!;
    if (matching.house < 0 && tables.mustHaveHouse[alternative]) continue;
    if (literalsHold(matching, alternative) && checksHold(matching, alternative)) hold(matching, alternative);
  }
};

/** A class leads to its own list, and to those of the prefixes that its values have. */
const followClass = (matching: Matching, { field, starts, entries }: ClassPostings, id: number): void => {
  const { parent } = field.classes!;
  for (let at = id; at !== -1; at = parent[at]!) {
    const [from, after] = [starts[at]!, starts[at + 1]!];
    if (from < after) follow(matching, entries, from, after);
  }
};

const followClasses = (matching: Matching, postings: ClassPostings, start: number): void => {
  const { ids, more } = matching.columns;
  const id = ids[start + postings.field.slot]!;
  if (id >= absentClass) followClass(matching, postings, id);
  else for (let at = -1 - id; at !== -1; at = more[at + 1]!) followClass(matching, postings, more[at]!);
};

const followBounds = (matching: Matching, { field, bounds, rising, entries }: BoundPostings, start: number): void => {
  const id = matching.columns.ids[start + field.slot]!;
  const number = matching.columns.numbers[start + field.slot]!;
  let passed = 0;
  if (id === askValue) passed = bounds.length;
  else if (rising) while (passed < bounds.length && number >= bounds[passed]!) passed += 1;
  else while (passed < bounds.length && number <= bounds[passed]!) passed += 1;
  if (passed > 0) follow(matching, entries, 0, passed * entryLength);
};

const followRow = (matching: Matching, block: number, row: number): void => {
  const { byClass, byBound } = matching.tables.postings[block]!;
  const start = matching.columns.starts[block]! + matching.columns.widths[block]! * row;
  matching.row = row;
  for (let at = 0; at < byClass.length; at += 1) followClasses(matching, byClass[at]!, start);
  for (let at = 0; at < byBound.length; at += 1) followBounds(matching, byBound[at]!, start);
};

export interface Found {
  /** Alternatives that hold, with the rows that led to each. */
  readonly held: ReadonlyMap<number, readonly number[]>;
  readonly tried: number;
}

/** @param day 20261121 */
export const match = (tables: MatchTables, sight: Sight, day: number): Found => {
  const matching: Matching = { ...sight, tables, day, house: -1, item: -1, row: -1, tried: 0, held: new Map() };
  const { houses, items } = sight.rows;
  followRow(matching, declarationBlock, 0);
  follow(matching, tables.always, 0, tables.always.length);
  for (let row = 0; row < houses.nodes.length; row += 1) {
    matching.house = row;
    followRow(matching, houseBlock, row);
  }
  for (let row = 0; row < items.nodes.length; row += 1) {
    matching.house = items.above[row]!;
    matching.item = row;
    followRow(matching, itemBlock, row);
  }
  return matching;
};
