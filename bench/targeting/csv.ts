/**
 * Declarations as in the Customs Import Declaration Datasets (Jeong, Kim, Park and Choi, 2022, arXiv:2208.02484): one line
 * of goods a row, columns by the names in the header, no quotes. "Fraud" says what a control found.
 */
import { readFileSync } from 'node:fs';
import type { Line } from '../../platforms/cdco/risk-analysis/domain/statistics/line.ts';

export interface Declared {
  readonly id: string;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly line: Line;
  readonly found: boolean;
}

export class UnreadableData extends Error {}

const msPerDay = 86_400_000;

export const dayOf = (date: string): number => {
  const day = Date.parse(date.slice(0, 10)) / msPerDay;
  if (!Number.isInteger(day)) throw new UnreadableData(`"${date}" is no date`);
  return day;
};

type Column = (name: string) => string;

const amount = (text: string): number | undefined =>
  text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);

// A code that a spreadsheet took for a number: 11.0 is 11.
const code = (text: string): string | undefined => (text === '' ? undefined : text.replace(/^(\d+)\.0$/, '$1'));

const lineOf = (column: Column): Line => ({
  office: code(column('Office ID')),
  processType: code(column('Process Type')),
  importType: code(column('Import Type')),
  importUse: code(column('Import Use')),
  payment: code(column('Payment Type')),
  transport: code(column('Mode of Transport')),
  declarant: code(column('Declarant ID')),
  importer: code(column('Importer ID')),
  seller: code(column('Seller ID')),
  courier: code(column('Courier ID')),
  hs6: code(column('HS6 Code'))?.padStart(6, '0'),
  departure: code(column('Country of Departure')),
  origin: code(column('Country of Origin')),
  taxRate: amount(column('Tax Rate')),
  taxType: code(column('Tax Type')),
  marking: code(column('Country of Origin Indicator')),
  netMassKg: amount(column('Net Mass')),
  value: amount(column('Item Price')),
});

export const parseDeclared = (text: string, name: string): Declared[] => {
  const [header = '', ...rows] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const positions = new Map(header.split(',').map((column, position) => [column.trim().toLowerCase(), position]));
  return rows.map((row, at) => {
    const cells = row.split(',');
    if (row.includes('"') || cells.length !== positions.size) {
      throw new UnreadableData(`${name}, line ${at + 2}: ${positions.size} columns without quotes are expected`);
    }
    const column: Column = (wanted) => {
      const position = positions.get(wanted.toLowerCase());
      if (position === undefined) throw new UnreadableData(`${name} has no column "${wanted}"`);
      return cells[position]!.trim();
    };
    const found = Number(column('Fraud')) > 0;
    return { id: column('Declaration ID'), day: dayOf(column('Date')), line: lineOf(column), found };
  });
};

const inOrder = (one: Declared, other: Declared): number => one.day - other.day || (one.id < other.id ? -1 : 1);

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnreadableData(`${file} cannot be read: ${(error as Error).message}`);
  }
};

/** In order of date, then number. */
export const readDeclared = (files: readonly string[]): Declared[] =>
  files.flatMap((file) => parseDeclared(textOf(file), file)).sort(inOrder);
