/** The declaration as small columns: for each row and field the class or the number that stands there. Reused for the next. */
import type { Value } from '../values.ts';
import type { Classes } from './classes.ts';
import type { Fields } from './fields.ts';

/** A number field whose values must be asked themselves: several, or one too large for a double. */
export const askValue = -1;
/** A number field that has one value; it stands in `numbers`, NaN if it is no decimal number. */
export const oneNumber = 1;

export interface Columns {
  /** Of a class field: its class, or `-1 - n` when there are several, the first of which is at `more[n]`. */
  ids: Int32Array;
  /** Of a number field: its value in millionths. */
  numbers: Float64Array;
  /** Pairs: class, place of the next pair or -1. */
  more: Int32Array;
  moreLength: number;
  /** Where the rows of each block begin, and their length. */
  readonly starts: Int32Array;
  readonly widths: Int32Array;
}

export const createColumns = ({ widths }: Fields): Columns => ({
  ids: new Int32Array(1024),
  numbers: new Float64Array(1024),
  more: new Int32Array(256),
  moreLength: 0,
  starts: new Int32Array(3),
  widths: Int32Array.from(widths),
});

/** Stands for the data set of the declaration (F32), as an element of it: no declared element has such a name. */
export const dataSetElement = '$specificCircumstance';

const addMore = (columns: Columns, at: number, id: number): void => {
  const { ids } = columns;
  const before = ids[at]!;
  if (columns.moreLength + 4 > columns.more.length) {
    const longer = new Int32Array(columns.more.length * 2);
    longer.set(columns.more);
    columns.more = longer;
  }
  const { more } = columns;
  let next = -1 - before;
  if (before > 0) {
    next = columns.moreLength;
    more[next] = before;
    more[next + 1] = -1;
    columns.moreLength += 2;
  }
  more[columns.moreLength] = id;
  more[columns.moreLength + 1] = next;
  ids[at] = -1 - columns.moreLength;
  columns.moreLength += 2;
};

export const putClass = (columns: Columns, at: number, classes: Classes, value: Value): void => {
  const id = classes.of(typeof value === 'string' ? value : String(value));
  if (columns.ids[at] === 0) columns.ids[at] = id;
  else addMore(columns, at, id);
};

export const putNumber = ({ ids, numbers }: Columns, at: number, number: number): void => {
  const isOnlyOne = ids[at] === 0 && (Number.isFinite(number) || Number.isNaN(number));
  ids[at] = isOnlyOne ? oneNumber : askValue;
  numbers[at] = number;
};

/** Empties the columns, and makes them long enough. */
export const makeRoom = (columns: Columns, length: number): void => {
  if (columns.ids.length < length) {
    columns.ids = new Int32Array(length * 2);
    columns.numbers = new Float64Array(length * 2);
  } else {
    columns.ids.fill(0, 0, length);
  }
  columns.numbers.fill(Number.NaN, 0, length);
  columns.moreLength = 0;
};
