/** From a file to the bands that it states or that its cases make; or everything that is wrong with it. Takes seconds where it is large. */
import { readCsv } from '../../../../shared-services/reference-data/formats/csv.ts';
import { UnreadableFile } from '../../../../shared-services/reference-data/formats/row.ts';
import type { Band } from '../domain/credibility/bands.ts';
import { createBandBuilder } from '../domain/credibility/build-bands.ts';
import { type CsvRow, type RowFault, readBands, readHistory } from '../domain/credibility/read-rows.ts';

export interface BandFile {
  readonly content: 'bands' | 'history';
  /** Of history: cases that a band needs. */
  readonly minimumSupport: number;
  readonly csv: string;
}

/** A fault without a line is one of the file. */
export type FileFault = Omit<RowFault, 'line'> & { readonly line?: number };

export type ReadFile =
  | { readonly bands: readonly Band[]; readonly rows: number }
  | { readonly faults: readonly FileFault[] };

const rowsIn = (csv: string): { readonly rows: readonly CsvRow[]; readonly faults: readonly RowFault[] } => {
  const { rows, bad } = readCsv(csv);
  return { rows, faults: bad.map(({ line, reason }) => ({ line, message: `${reason}.` })) };
};

const bandsOf = ({ content, minimumSupport }: BandFile, rows: readonly CsvRow[]) => {
  if (content === 'bands') {
    const { read, faults } = readBands(rows);
    return { faults, make: () => read };
  }
  const { read, faults } = readHistory(rows);
  const make = (): readonly Band[] => {
    const builder = createBandBuilder();
    for (const one of read) builder.add(one);
    return builder.finish(minimumSupport);
  };
  return { faults, make };
};

const readRows = (file: BandFile): ReadFile => {
  const { rows, faults: malformed } = rowsIn(file.csv);
  const { faults, make } = bandsOf(file, rows);
  const all = [...malformed, ...faults].toSorted((a, b) => a.line - b.line);
  if (all.length > 0) return { faults: all };
  const bands = make();
  const nothing = 'The file gives no band: it has no row, or none with enough cases.';
  return bands.length === 0 ? { faults: [{ message: nothing }] } : { bands, rows: rows.length };
};

export const readFile = (file: BandFile): ReadFile => {
  try {
    return readRows(file);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { faults: [{ message: error.message }] };
  }
};
