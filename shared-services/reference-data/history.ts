/** What was once said of a code, and who said it. */
import type { HeldCode, ImportCounts, ImportMode } from './code-list.ts';
import { periodColumns, type Queries } from './store.ts';

/** Everything ever stated of a code, the newest first; what later imports took back is marked. */
export const loadHistory = async (
  queries: Queries,
  list: string,
  code: string,
): Promise<(HeldCode & { takenBack: boolean })[]> =>
  (
    await queries.query<HeldCode & { takenBack: boolean }>(
      `select ${periodColumns}, superseded_by is not null as "takenBack"
       from code where list = $1 and code = $2 order by superseded_by nulls first, valid_from desc, id desc`,
      [list, code],
    )
  ).rows;

export interface ImportRecord extends ImportCounts {
  readonly list: string;
  readonly importedAt: string;
  readonly importedBy: string;
  readonly source: string;
  readonly sha256: string;
  readonly mode: ImportMode;
  readonly validFrom: string;
  readonly skipped: number;
}

/** The imports of a list, or of all, the newest first. */
export const loadImports = async (queries: Queries, list?: string): Promise<ImportRecord[]> =>
  (
    await queries.query<ImportRecord>(
      `select list, to_char(imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "importedAt",
         imported_by as "importedBy", source, sha256, mode, valid_from::text as "validFrom",
         added, changed, closed, unchanged, skipped
       from code_import where $1::text is null or list = $1 order by id desc`,
      [list ?? null],
    )
  ).rows;
