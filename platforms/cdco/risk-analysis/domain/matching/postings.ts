/** From what stands in a row to the alternatives that are looked up by it. */
import { type Access, classesToListAt } from './access.ts';
import type { Field } from './fields.ts';

/** Numbers of one entry: the alternative, its first day, the day after its last. */
export const entryLength = 3;

/** Days as numbers in the order of the calendar, 20261121. */
export interface Listed {
  readonly alternative: number;
  readonly fromDay: number;
  readonly untilDay: number;
}

/** Alternatives of one field by class; those of a class stand together. */
export interface ClassPostings {
  readonly field: Field;
  /** Where the entries of each class begin; those of the last end at the end. */
  readonly starts: Int32Array;
  readonly entries: Int32Array;
}

/** Alternatives by a bound that a number must reach (rising), or stay below (falling): who passes one passes all before it. */
export interface BoundPostings {
  readonly field: Field;
  readonly bounds: Float64Array;
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

export const entriesOf = (listed: readonly Listed[]): Int32Array =>
  Int32Array.from(listed.flatMap(({ alternative, fromDay, untilDay }) => [alternative, fromDay, untilDay]));

const classPostings = (field: Field, arrivals: readonly Arrival[]): ClassPostings => {
  const lists = new Map<number, Listed[]>();
  for (const arrival of arrivals) {
    for (const id of classesToListAt(arrival.access)) {
      const list = lists.get(id);
      if (list === undefined) lists.set(id, [arrival]);
      else list.push(arrival);
    }
  }
  const starts = new Int32Array(field.classes!.count + 1);
  const ordered: Listed[] = [];
  for (let id = 0; id < starts.length; id += 1) {
    starts[id] = ordered.length * entryLength;
    for (const one of lists.get(id) ?? []) ordered.push(one);
  }
  return { field, starts, entries: entriesOf(ordered) };
};

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
    return ordered.length === 0 ? [] : [{ field, rising, bounds, entries: entriesOf(ordered) }];
  });

export const createPostings = (arrivals: readonly Arrival[]): Postings => {
  const byField = [...Map.groupBy(arrivals, ({ access }) => access.field)];
  return {
    byClass: byField.flatMap(([field, of]) => (field.classes === undefined ? [] : [classPostings(field, of)])),
    byBound: byField.flatMap(([field, of]) => (field.classes === undefined ? boundPostings(field, of) : [])),
  };
};
