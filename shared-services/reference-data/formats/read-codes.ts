/** From a published file to the codes that it states, and the rows that it would be wrong to import. */
import { isDeepStrictEqual } from 'node:util';
import type { StatedCode } from '../code-list.ts';
import { readCsv } from './csv.ts';
import { readJson } from './json.ts';
import type { BadRow, Row } from './row.ts';
import { judgeCode } from './shape.ts';

export type Format = 'csv' | 'json';

export interface ReadCodes {
  readonly codes: readonly StatedCode[];
  readonly bad: readonly BadRow[];
  /** Rows that are in order and state no valid code: a total, a code that its publisher has withdrawn. */
  readonly passedOver: number;
}

/** The names under which publishers write the same thing; the first that a row has counts. */
const names = {
  code: ['code', 'hscode', 'id', 'ID'],
  description: ['description', 'name', 'NAME'],
  validFrom: ['validFrom', 'valid_from', 'activeFrom'],
  validTo: ['validTo', 'valid_to', 'activeTo'],
  country: ['country', 'countryId'],
} as const;

const consumed = new Set<string>([...Object.values(names).flat(), 'state']);

const cellOf = ({ cells }: Row, wanted: readonly string[]): unknown =>
  cells[wanted.find((name) => name in cells) ?? ''];

const textOf = (row: Row, wanted: readonly string[]): string => {
  const cell = cellOf(row, wanted);
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
};

// Where a country is written as a name (sea-ports), the code of the place says which one it is.
const attributesOf = (row: Row, code: string): Record<string, unknown> => {
  const further = Object.entries(row.cells).filter(([name, cell]) => !consumed.has(name) && cell !== '');
  const country = textOf(row, names.country);
  return {
    ...Object.fromEntries(further.map(([name, cell]) => [name, name === 'roles' ? wordsOf(cell) : cell])),
    ...(country === '' ? {} : { country: /^[A-Z]{2}$/.test(country) ? country : code.slice(0, 2) }),
  };
};

const wordsOf = (cell: unknown): unknown => (typeof cell === 'string' ? cell.split(/\s+/).filter(Boolean) : cell);

const codeOf = (row: Row): StatedCode => {
  const code = textOf(row, names.code);
  const validFrom = textOf(row, names.validFrom);
  const validTo = textOf(row, names.validTo);
  return {
    code,
    description: textOf(row, names.description),
    ...(validFrom === '' ? {} : { validFrom }),
    ...(validTo === '' ? {} : { validTo }),
    attributes: attributesOf(row, code),
  };
};

const isPassedOver = (row: Row): boolean => {
  const state = textOf(row, ['state']);
  // The published nomenclature ends with a line for the sum of all trade.
  return (state !== '' && state !== 'valid') || textOf(row, names.code) === 'TOTAL';
};

interface Judged {
  readonly row: Row;
  readonly stated: StatedCode;
  readonly reason: string | undefined;
}

/** A code may be repeated as it stands; two rows that say different things of it leave no telling which is right. */
const contradictions = (judged: readonly Judged[]): BadRow[] => {
  const first = new Map<string, Judged>();
  return judged.flatMap((one) => {
    const earlier = first.get(one.stated.code);
    if (earlier === undefined) first.set(one.stated.code, one);
    if (earlier === undefined || isDeepStrictEqual(earlier.stated, one.stated)) return [];
    return { line: one.row.line, reason: `${one.stated.code} says something else than on line ${earlier.row.line}` };
  });
};

const onceEach = (judged: readonly Judged[]): StatedCode[] => {
  const once = new Map<string, StatedCode>();
  for (const { stated } of judged) if (!once.has(stated.code)) once.set(stated.code, stated);
  return [...once.values()];
};

export const formatOf = (text: string): Format => (/^\uFEFF?\s*[[{]/.test(text) ? 'json' : 'csv');

/** Reads a file for a list. Throws UnreadableFile where it is not in the format at all. */
export const readCodes = (list: string, text: string, format: Format = formatOf(text)): ReadCodes => {
  const read = format === 'json' ? readJson(text) : readCsv(text);
  const counted = read.rows.filter((row) => !isPassedOver(row));
  const judged = counted.map((row): Judged => {
    const stated = codeOf(row);
    return { row, stated, reason: judgeCode(list, stated) };
  });
  const sound = judged.filter(({ reason }) => reason === undefined);
  const unsound = judged.flatMap(({ row, reason }) => (reason === undefined ? [] : { line: row.line, reason }));
  return {
    codes: onceEach(sound),
    bad: [...read.bad, ...unsound, ...contradictions(sound)].toSorted((one, other) => one.line - other.line),
    passedOver: read.rows.length - counted.length,
  };
};
