/** Rows of an import, read cell by cell: what a row says, or everything that is wrong with it. */
import { exactMillionths } from '../decimal.ts';
import { type Band, cellOf } from './bands.ts';
import type { Observation } from './build-bands.ts';
import { type Measure, measures, type Quantiles, quantileNames } from './measures.ts';

export interface RowFault {
  /** Line of the file, from 1: the first is that of the names. */
  readonly line: number;
  /** Absent: of the row as a whole. */
  readonly column?: string;
  readonly message: string;
}

export type Cells = Readonly<Record<string, unknown>>;

export interface CsvRow {
  readonly line: number;
  readonly cells: Cells;
}

/** Columns of finished bands. `origin` may be empty: all origins together. */
export const bandColumns = ['measure', 'code', 'origin', 'support', ...quantileNames] as const;
/** Columns of past goods items, of which bands are made. All but `code` may be empty. */
export const historyColumns = ['code', 'origin', 'value', 'netMass', 'supplementaryUnits'] as const;

type Tell = (column: string | undefined, message: string) => void;

const textOf = (cells: Cells, column: string): string => String(cells[column] ?? '').trim();

const positive = (cells: Cells, column: string, tell: Tell): number | undefined => {
  const text = textOf(cells, column);
  if (text === '') return undefined;
  const millionths = exactMillionths(text);
  if (Number.isFinite(millionths) && millionths > 0) return millionths / 1_000_000;
  tell(column, 'A number above 0 and below 1000000000, with at most six digits behind the point, is expected.');
  return undefined;
};

const originOf = (cells: Cells, tell: Tell): { origin?: string } => {
  const origin = textOf(cells, 'origin');
  if (origin === '') return {};
  if (!/^[A-Z]{2}$/.test(origin)) tell('origin', 'A country is expected, by its two letters, or nothing.');
  return { origin };
};

const quantilesIn = (cells: Cells, tell: Tell): Quantiles => {
  const values = quantileNames.map((name) => {
    if (textOf(cells, name) === '') tell(name, 'A quantile is missing.');
    return positive(cells, name, tell) ?? Number.NaN;
  });
  const falling = values.findIndex((value, position) => position > 0 && value < values[position - 1]!);
  if (falling >= 0) tell(quantileNames[falling], `A quantile is not smaller than the one before it.`);
  return Object.fromEntries(quantileNames.map((name, position) => [name, values[position]])) as unknown as Quantiles;
};

const codeIn = (cells: Cells, lengths: RegExp, expected: string, tell: Tell): string => {
  const code = textOf(cells, 'code');
  if (!lengths.test(code)) tell('code', `A commodity code of ${expected} digits is expected.`);
  return code;
};

const bandIn = (cells: Cells, tell: Tell): Band => {
  const measure = textOf(cells, 'measure') as Measure;
  if (!measures.includes(measure)) tell('measure', `One of ${measures.join(', ')} is expected.`);
  const support = textOf(cells, 'support');
  if (!/^[1-9]\d{0,8}$/.test(support)) tell('support', 'A number of cases is expected, 1 or more.');
  const code = codeIn(cells, /^(\d{2}|\d{4}|\d{6}|\d{8})$/, '2, 4, 6 or 8', tell);
  const origin = originOf(cells, tell);
  if (origin.origin !== undefined && code.length < 6) tell('origin', 'Bands by origin are those of 6 or 8 digits.');
  if (origin.origin === undefined && code.length === 8) tell('origin', 'A band of 8 digits is one of an origin.');
  return { measure, code, ...origin, support: Number(support), quantiles: quantilesIn(cells, tell) };
};

const observationIn = (cells: Cells, tell: Tell): Observation => ({
  code: codeIn(cells, /^(\d{6}|\d{8})$/, '6 or 8', tell),
  ...originOf(cells, tell),
  value: positive(cells, 'value', tell),
  netMass: positive(cells, 'netMass', tell),
  supplementaryUnits: positive(cells, 'supplementaryUnits', tell),
});

interface ReadRows<Of> {
  readonly read: readonly Of[];
  readonly faults: readonly RowFault[];
}

const readEach = <Of>(
  rows: readonly CsvRow[],
  columns: readonly string[],
  readOne: (cells: Cells, tell: Tell) => Of,
) => {
  const faults: RowFault[] = [];
  const missing = columns.filter((column) => rows[0] !== undefined && !(column in rows[0].cells));
  if (missing.length > 0) {
    return { read: [], faults: missing.map((column) => ({ line: 1, column, message: 'The column is missing.' })) };
  }
  const read = rows.map(({ line, cells }) =>
    readOne(cells, (column, message) => faults.push({ line, ...(column === undefined ? {} : { column }), message })),
  );
  return { read, faults };
};

export const readHistory = (rows: readonly CsvRow[]): ReadRows<Observation> =>
  readEach(rows, historyColumns, observationIn);

/** Two rows of one cell leave no telling which is right. */
export const readBands = (rows: readonly CsvRow[]): ReadRows<Band> => {
  const { read, faults } = readEach(rows, bandColumns, bandIn);
  const first = new Map<string, number>();
  const repeated = read.flatMap(({ measure, code, origin }, position): RowFault[] => {
    const [cell, { line }] = [cellOf(measure, code, origin), rows[position]!];
    const earlier = first.get(cell);
    if (earlier === undefined) first.set(cell, line);
    return earlier === undefined ? [] : [{ line, message: `Line ${earlier} is a band of the same goods already.` }];
  });
  return { read, faults: [...faults, ...repeated].toSorted((a, b) => a.line - b.line) };
};
