/** Reads a declaration into columns: once, and only what profiles ask of. */
import { exactMillionths } from '../decimal.ts';
import { type Derivation, derivations } from '../derived.ts';
import { namesOf, type Value } from '../values.ts';
import { declarationBlock, houseBlock, itemBlock } from './blocks.ts';
import { absentClass, type Classes } from './classes.ts';
import { type Columns, dataSetElement, makeRoom, putClass, putNumber } from './columns.ts';
import type { Field, Fields } from './fields.ts';
import type { Rows } from './rows.ts';

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
