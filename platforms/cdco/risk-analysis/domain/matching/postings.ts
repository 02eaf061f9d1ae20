/** From what stands in a row to the alternatives that are looked up by it. */
import { type Access, classesToListAt } from './access.ts';
import { anyClass, companionOf, maskOfListing } from './companions.ts';
import type { Field } from './fields.ts';
import type { LiteralTable } from './literals.ts';
import { addIntegers, integerList } from './number-list.ts';

/**
 * An entry is a row of numbers: the length of the entry, what the row may have in the companion's slot, the first day, the day
 * after the last, the alternative, and the records of the literals that are still to be asked. What is read together stands
 * together.
 */
export const entryHead = 5;

/** Days as numbers in the order of the calendar, 20261121. */
export interface Listed {
  readonly alternative: number;
  readonly fromDay: number;
  readonly untilDay: number;
  readonly records: readonly number[];
}

const entryOf = ({ alternative, fromDay, untilDay, records }: Listed, mask: number): readonly number[] => [
  entryHead + records.length,
  mask,
  fromDay,
  untilDay,
  alternative,
  ...records,
];

export const entriesOf = (listed: readonly Listed[]): Int32Array =>
  Int32Array.from(listed.flatMap((one) => entryOf(one, anyClass)));

/** Alternatives of one field by class; those of a class stand together. */
export interface ClassPostings {
  readonly field: Field;
  /** Of each class: where its entries begin and end, and the next class up that has any, or -1. */
  readonly heads: Int32Array;
  readonly entries: Int32Array;
  /** Slot of the companion, or -1. */
  readonly companion: number;
}

export const headLength = 4;

/** Alternatives by a bound that a number must reach (rising), or stay below (falling): who passes one passes all before it. */
export interface BoundPostings {
  readonly field: Field;
  readonly bounds: Float64Array;
  /** Where the entry of each bound begins, and where the last one ends. */
  readonly starts: Int32Array;
  readonly rising: boolean;
  readonly entries: Int32Array;
}

export interface Postings {
  readonly byClass: readonly ClassPostings[];
  readonly byBound: readonly BoundPostings[];
}

export interface Arrival extends Listed {
  readonly access: Access;
}

/** All entries one after the other, and where those of each group begin; the last number is the end. */
const inOneRow = (
  groups: readonly (readonly (readonly number[])[])[],
): { readonly starts: Int32Array; readonly entries: Int32Array } => {
  const entries = integerList();
  const starts = new Int32Array(groups.length + 1);
  groups.forEach((group, position) => {
    starts[position] = entries.length;
    for (const entry of group) addIntegers(entries, entry);
  });
  starts[groups.length] = entries.length;
  return { starts, entries: entries.values.slice(0, entries.length) };
};

/** Prefixes stand before what begins with them, and so are done before. */
const headsOf = (starts: Int32Array, parent: Int32Array): Int32Array => {
  const heads = new Int32Array(parent.length * headLength);
  for (let id = 0; id < parent.length; id += 1) {
    const up = parent[id]!;
    const isEmpty = up === -1 || starts[up] === starts[up + 1];
    const next = isEmpty && up !== -1 ? heads[up * headLength + 2]! : up;
    heads.set([starts[id]!, starts[id + 1]!, next], id * headLength);
  }
  return heads;
};

function* classPostings(
  field: Field,
  arrivals: readonly Arrival[],
  table: LiteralTable,
): Generator<void, ClassPostings> {
  const { count, parent } = field.classes!;
  const companion = companionOf(field, arrivals);
  const lists: (readonly number[])[][] = Array.from({ length: count }, () => []);
  for (const arrival of arrivals) {
    const entry = entryOf(arrival, maskOfListing(field, companion, arrival, table));
    for (const id of classesToListAt(arrival.access)) lists[id]!.push(entry);
    yield;
  }
  const { starts, entries } = inOneRow(lists);
  return { field, entries, heads: headsOf(starts, parent), companion };
}

const boundOf = ({ access }: Arrival, rising: boolean): number => {
  const { asked } = access;
  if (!('lowest' in asked)) throw new Error('a number is looked up by a range');
  return rising ? asked.lowest : asked.highest;
};

const isRising = (arrival: Arrival): boolean => Number.isFinite(boundOf(arrival, true));

const boundPostings = (field: Field, arrivals: readonly Arrival[]): readonly BoundPostings[] =>
  [true, false].flatMap((rising) => {
    const ordered = arrivals
      .filter((one) => isRising(one) === rising)
      .sort((a, b) => (boundOf(a, rising) - boundOf(b, rising)) * (rising ? 1 : -1));
    const bounds = Float64Array.from(ordered, (one) => boundOf(one, rising));
    const entries = inOneRow(ordered.map((one) => [entryOf(one, anyClass)]));
    return ordered.length === 0 ? [] : [{ field, rising, bounds, ...entries }];
  });

export function* buildPostings(arrivals: readonly Arrival[], table: LiteralTable): Generator<void, Postings> {
  const postings: { readonly byClass: ClassPostings[]; readonly byBound: BoundPostings[] } = {
    byClass: [],
    byBound: [],
  };
  for (const [field, of] of Map.groupBy(arrivals, ({ access }) => access.field)) {
    yield;
    if (field.classes === undefined) postings.byBound.push(...boundPostings(field, of));
    else postings.byClass.push(yield* classPostings(field, of, table));
  }
  return postings;
}
