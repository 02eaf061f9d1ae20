/** Imports a published file: all of it, or nothing with every bad row named. */
import type pg from 'pg';
import { sha256Hex } from '../kit/call.ts';
import type { ImportCounts, ImportMode, ListFacts } from './code-list.ts';
import { type Format, formatOf, type ReadCodes, readCodes } from './formats/read-codes.ts';
import { always } from './shipped/shipped-list.ts';
import { importCodeList, loadListFacts } from './store.ts';

export interface FileImport {
  readonly list: string;
  readonly fileName: string;
  readonly text: string;
  readonly format: Format | 'auto';
  readonly mode: ImportMode;
  readonly by: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** First day of what the file says; see README. */
  readonly validFrom?: string | undefined;
  readonly title?: string | undefined;
  readonly source?: string | undefined;
  /** Imports the good rows of a file that has bad ones. */
  readonly skipBad: boolean;
  /** Lets a full import end more than half of an imported list. */
  readonly allowClosing: boolean;
}

/** The file has bad rows, and nothing was imported. */
export class BadRows extends Error {
  override readonly name = 'BadRows';
}

const refuseBadRows = ({ bad, codes }: ReadCodes, { fileName, skipBad }: FileImport, say: Say): void => {
  for (const { line, reason } of bad) say(`${fileName}:${line}: ${reason}`);
  if (bad.length > 0 && !skipBad)
    throw new BadRows(`${bad.length} bad rows: nothing was imported. --skip-bad imports the other ${codes.length}.`);
  if (codes.length === 0) throw new BadRows(`${fileName} states no code: nothing was imported.`);
};

export type Say = (line: string) => void;

// The first official list replaces what the project ships for all of the time; later ones speak from their day on.
const firstDay = (of: FileImport, known: ListFacts | undefined): string =>
  of.validFrom ?? (known?.origin === 'operator' ? of.today : always);

/** Throws UnreadableFile, BadRows or MassClosing where nothing was imported. */
export const importFile = async (pool: pg.Pool, of: FileImport, say: Say): Promise<ImportCounts> => {
  const format = of.format === 'auto' ? formatOf(of.text) : of.format;
  say(`Reading ${of.fileName} as ${format} …`);
  const read = readCodes(of.list, of.text, format);
  say(`${read.codes.length} codes, ${read.bad.length} bad rows, ${read.passedOver} rows that state no valid code.`);
  refuseBadRows(read, of, say);
  const known = (await loadListFacts(pool)).find(({ name }) => name === of.list);
  say(`Importing into ${of.list} …`);
  const counts = await importCodeList(pool, {
    list: of.list,
    title: of.title ?? known?.title ?? of.list,
    source: of.source ?? `File ${of.fileName}`,
    codes: read.codes,
    validFrom: firstDay(of, known),
    mode: of.mode,
    by: of.by,
    origin: 'operator',
    version: of.today,
    sha256: sha256Hex(of.text),
    skipped: read.bad.length,
    closesAtMost: of.allowClosing || known?.origin !== 'operator' ? 1 : 0.5,
  });
  say(`${counts.added} added, ${counts.changed} changed, ${counts.closed} closed, ${counts.unchanged} unchanged.`);
  return counts;
};
