/** Versions of watch lists in the database. */
import { toSeal } from '../../../../shared-services/kit/sealed/values.ts';
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { RiskLevel } from '../domain/profile.ts';
import type { RiskAreaCode } from '../domain/risk-areas.ts';
import type { WatchList, WatchListEntry, WatchListFacts } from '../domain/watch-lists/watch-list.ts';

export interface WatchListRow {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly source: string;
  readonly risk_area_code: RiskAreaCode;
  readonly risk_level: RiskLevel;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly least_score: number;
  readonly invented: boolean;
  readonly entry_count: number;
  readonly content_hash: string;
  readonly imported_at: Date;
}

export const watchListColumns = `id, version, title, source, risk_area_code, risk_level, valid_from::text, valid_to::text,
  least_score, invented, entry_count, content_hash, imported_at`;

export const factsOf = (row: WatchListRow): WatchListFacts => ({
  listId: row.id,
  version: row.version,
  title: row.title,
  source: row.source,
  riskAreaCode: row.risk_area_code,
  riskLevel: row.risk_level,
  validFrom: row.valid_from,
  ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
  leastScore: row.least_score,
  invented: row.invented,
});

export const watchListRevision = async (store: Pick<Store, 'query'>): Promise<string> => {
  const [row] = await store.query<{ revision: string }>('select revision from watch_list_revision');
  return row?.revision ?? '0';
};

/** Of each list what is in force on the day or will be later: not what a newer version, begun by then, has replaced. */
export const loadWatchLists = async (store: Pick<Store, 'query'>, day: string): Promise<readonly WatchList[]> => {
  const rows = await store.query<WatchListRow>(
    `select ${watchListColumns} from watch_list as one
     where not exists (select from watch_list as newer where newer.id = one.id and newer.version > one.version
       and newer.valid_from <= greatest(one.valid_from, $1::date))
     order by id, version`,
    [day],
  );
  return withEntries(store, rows);
};

/** These versions, as they were. */
export const loadWatchListVersions = async (
  store: Pick<Store, 'query'>,
  versions: readonly Pick<WatchListFacts, 'listId' | 'version'>[],
): Promise<readonly WatchList[]> => {
  const rows = await store.query<WatchListRow>(
    `select ${watchListColumns} from watch_list
     where (id, version) in (select * from unnest($1::text[], $2::integer[])) order by id, version`,
    [versions.map(({ listId }) => listId), versions.map(({ version }) => version)],
  );
  return withEntries(store, rows);
};

const withEntries = async (
  store: Pick<Store, 'query'>,
  rows: readonly WatchListRow[],
): Promise<readonly WatchList[]> => {
  const lists: WatchList[] = [];
  for (const row of rows) {
    const entries = await store.query<{ content: string }>(
      'select list_id, list_version, position, content from watch_list_entry where list_id = $1 and list_version = $2 order by position',
      [row.id, row.version],
    );
    lists.push({ ...factsOf(row), entries: entries.map(({ content }) => JSON.parse(content) as WatchListEntry) });
  }
  return lists;
};

/** The newest version, with imports of others held back until the transaction ends. */
export const newestForImport = async (transaction: Transaction, listId: string): Promise<WatchListRow | undefined> => {
  await transaction.query('select revision from watch_list_revision for update');
  const [row] = await transaction.query<WatchListRow>(
    `select ${watchListColumns} from watch_list where id = $1 order by version desc limit 1`,
    [listId],
  );
  return row;
};

export interface Imported extends WatchList {
  readonly contentHash: string;
  readonly importedBy: string;
  /** To the second. */
  readonly importedAt: string;
}

/** Parts of this many entries, so that no statement is of many megabytes. */
const part = 5000;

export const writeWatchList = async (transaction: Transaction, list: Imported): Promise<void> => {
  await transaction.query(
    `insert into watch_list (id, version, title, source, risk_area_code, risk_level, valid_from, valid_to, least_score,
       invented, entry_count, content_hash, imported_by, imported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      list.listId,
      list.version,
      list.title,
      list.source,
      list.riskAreaCode,
      list.riskLevel,
      list.validFrom,
      list.validTo ?? null,
      list.leastScore,
      list.invented,
      list.entries.length,
      list.contentHash,
      list.importedBy,
      list.importedAt,
    ],
  );
  for (let from = 0; from < list.entries.length; from += part) {
    const entries = list.entries.slice(from, from + part);
    const sealed = entries.map((entry, at) =>
      toSeal('watch_list_entry.content', [list.listId, list.version, from + at], JSON.stringify(entry)),
    );
    await transaction.query(
      `insert into watch_list_entry (list_id, list_version, position, content)
       select $1, $2, given.position, given.content from unnest($3::integer[], $4::text[]) as given (position, content)`,
      [list.listId, list.version, entries.map((_, at) => from + at), sealed],
    );
  }
};
