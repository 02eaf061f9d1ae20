/** The declaration as small columns: for each row and field the class or the number that stands there. Reused for the next. */

import { exactMillionths } from '../decimal.ts';
import { type Derivation, derivations } from '../derived.ts';
import { namesOf, type Value } from '../values.ts';
import { declarationBlock, houseBlock, itemBlock } from './blocks.ts';
import { absentClass, type Classes } from './classes.ts';
import type { Field, Fields } from './fields.ts';
import type { Rows } from './rows.ts';

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

/** One step from a node to the values below it. */
interface Step {
  readonly name: string;
  classField: Field | undefined;
  numberField: Field | undefined;
  readonly below: Step[];
}

/** What is read of the rows of one block. */
export interface Reading {
  readonly steps: readonly Step[];
  readonly derived: readonly { readonly field: Field; readonly derivation: Derivation }[];
  readonly numbers: readonly { readonly field: Field; readonly millionths: (node: unknown) => number }[];
  readonly dataSet: Field | undefined;
}

const stepTo = (steps: Step[], names: readonly string[]): Step => {
  const [name = '', ...others] = names;
  let step = steps.find((one) => one.name === name);
  if (step === undefined) {
    step = { name, classField: undefined, numberField: undefined, below: [] };
    steps.push(step);
  }
  return others.length === 0 ? step : stepTo(step.below, others);
};

const readingOf = (fields: readonly Field[]): Reading => {
  const steps: Step[] = [];
  const derived = fields.filter(({ element }) => derivations.has(element));
  for (const field of fields) {
    if (derivations.has(field.element) || field.element === dataSetElement) continue;
    const step = stepTo(steps, namesOf(field.element));
    if (field.classes === undefined) step.numberField = field;
    else step.classField = field;
  }
  return {
    steps,
    dataSet: fields.find(({ element }) => element === dataSetElement),
    derived: derived.flatMap((field) =>
      field.classes === undefined ? [] : [{ field, derivation: derivations.get(field.element)! }],
    ),
    numbers: derived.flatMap((field) => {
      const { of, millionths = (node: unknown) => exactMillionths(of(node) ?? '') } = derivations.get(field.element)!;
      return field.classes === undefined ? [{ field, millionths }] : [];
    }),
  };
};

export const readingsOf = ({ all }: Fields): readonly Reading[] =>
  [declarationBlock, houseBlock, itemBlock].map((block) => readingOf(all.filter((field) => field.block === block)));

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

const putClass = (columns: Columns, at: number, classes: Classes, value: Value): void => {
  const id = classes.of(typeof value === 'string' ? value : String(value));
  if (columns.ids[at] === 0) columns.ids[at] = id;
  else addMore(columns, at, id);
};

const putNumber = ({ ids, numbers }: Columns, at: number, number: number): void => {
  const isOnlyOne = ids[at] === 0 && (Number.isFinite(number) || Number.isNaN(number));
  ids[at] = isOnlyOne ? oneNumber : askValue;
  numbers[at] = number;
};

const putValue = (columns: Columns, start: number, step: Step, value: Value): void => {
  const { classField, numberField } = step;
  if (classField !== undefined) putClass(columns, start + classField.slot, classField.classes!, value);
  if (numberField !== undefined) putNumber(columns, start + numberField.slot, exactMillionths(value));
};

const readAt = (columns: Columns, start: number, step: Step, node: unknown): void => {
  if (typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean') {
    putValue(columns, start, step, node);
  } else if (Array.isArray(node)) {
    for (let position = 0; position < node.length; position += 1) readAt(columns, start, step, node[position]);
  } else if (typeof node === 'object' && node !== null && step.below.length > 0) {
    readBelow(columns, start, step.below, node as Record<string, unknown>);
  }
};

const readBelow = (
  columns: Columns,
  start: number,
  steps: readonly Step[],
  node: Readonly<Record<string, unknown>>,
): void => {
  for (let position = 0; position < steps.length; position += 1) {
    const step = steps[position]!;
    const found = node[step.name];
    if (found !== undefined) readAt(columns, start, step, found);
  }
};

const readSteps = (columns: Columns, start: number, steps: readonly Step[], node: unknown): void => {
  if (Array.isArray(node)) for (const one of node) readSteps(columns, start, steps, one);
  else if (typeof node === 'object' && node !== null) {
    readBelow(columns, start, steps, node as Record<string, unknown>);
  }
};

const classOfDerived = ({ of, parts }: Derivation, classes: Classes, node: unknown): number => {
  const second = parts?.[1](node);
  if (second !== undefined) {
    const first = parts![0](node);
    if (typeof first === 'string' && typeof second === 'string') return classes.ofParts(first, second);
  }
  const value = of(node);
  return value === undefined ? absentClass : classes.of(String(value));
};

const readRow = (columns: Columns, start: number, { steps, derived, numbers }: Reading, node: unknown): void => {
  readSteps(columns, start, steps, node);
  for (const { field, derivation } of derived) {
    const id = classOfDerived(derivation, field.classes!, node);
    if (id !== absentClass) columns.ids[start + field.slot] = id;
  }
  for (const { field, millionths } of numbers) {
    const found = millionths(node);
    if (!Number.isNaN(found)) putNumber(columns, start + field.slot, found);
  }
};

const makeRoom = (columns: Columns, length: number): void => {
  if (columns.ids.length < length) {
    columns.ids = new Int32Array(length * 2);
    columns.numbers = new Float64Array(length * 2);
  } else {
    columns.ids.fill(0, 0, length);
  }
  columns.numbers.fill(Number.NaN, 0, length);
  columns.moreLength = 0;
};

/** Reads all rows into the columns. */
export const readColumns = (
  columns: Columns,
  readings: readonly Reading[],
  rows: Rows,
  specificCircumstance: string,
): void => {
  const { starts, widths } = columns;
  const [houses, items] = [rows.houses.nodes, rows.items.nodes];
  starts[houseBlock] = widths[declarationBlock]!;
  starts[itemBlock] = starts[houseBlock]! + widths[houseBlock]! * houses.length;
  makeRoom(columns, starts[itemBlock]! + widths[itemBlock]! * items.length);
  const { dataSet } = readings[declarationBlock]!;
  readRow(columns, 0, readings[declarationBlock]!, rows.declaration);
  if (dataSet !== undefined) putClass(columns, dataSet.slot, dataSet.classes!, specificCircumstance);
  let start = starts[houseBlock]!;
  for (let row = 0; row < houses.length; row += 1, start += widths[houseBlock]!) {
    readRow(columns, start, readings[houseBlock]!, houses[row]);
  }
  for (let row = 0; row < items.length; row += 1, start += widths[itemBlock]!) {
    readRow(columns, start, readings[itemBlock]!, items[row]);
  }
};
