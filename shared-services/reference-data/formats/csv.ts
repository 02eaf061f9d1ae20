/** Comma-separated values as RFC 4180 has them: quoted cells may hold commas, quotes and line ends. */
import { type BadRow, type Row, UnreadableFile } from './row.ts';

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

// One alternative per kind of cell, then what ends it. Sticky: whatever does not fit is where the file is broken.
const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;

const lineEnds = (text: string): number => text.split(/\r\n|\n|\r/).length - 1;

const records = (text: string): Line[] => {
  const all: Line[] = [];
  let cells: string[] = [];
  let line = 1;
  let startsOn = 1;
  cell.lastIndex = 0;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (found === null)
      throw new UnreadableFile(`Line ${line}: a quotation mark stands where none may, or is not closed.`);
    const [whole, quoted, plain = '', end] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += lineEnds(whole);
    if (end === ',' && cell.lastIndex < text.length) continue;
    if (end === ',') cells.push('');
    all.push({ line: startsOn, cells });
    cells = [];
    startsOn = line;
  }
  return all;
};

const isEmpty = ({ cells }: Line): boolean => cells.length === 1 && cells[0]?.trim() === '';

/** Names in the first line, in their order: for those to whom it matters that none stands twice. */
export const csvColumns = (text: string): readonly string[] => {
  const header = records(text.replace(/^\uFEFF/, '')).find((record) => !isEmpty(record));
  return header?.cells.map((name) => name.trim()) ?? [];
};

/** Rows by the names in the first line. A row with too few or too many cells is bad; empty lines are passed over. */
export const readCsv = (text: string): { rows: Row[]; bad: BadRow[] } => {
  const [header, ...rest] = records(text.replace(/^\uFEFF/, '')).filter((record) => !isEmpty(record));
  if (header === undefined) throw new UnreadableFile('The file is empty.');
  const names = header.cells.map((name) => name.trim());
  const fits = ({ cells }: Line) => cells.length === names.length;
  return {
    rows: rest.filter(fits).map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(names.map((name, column) => [name, cells[column] ?? ''])),
    })),
    bad: rest
      .filter((record) => !fits(record))
      .map(({ line, cells }) => ({ line, reason: `${cells.length} cells where the first line has ${names.length}` })),
  };
};
