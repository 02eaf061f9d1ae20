/** Code lists in the database: read as a whole, changed by imports only. */
import type pg from 'pg';
import { sha256Hex } from '../kit/call.ts';
import type {
  HeldCode,
  HeldList,
  ImportCounts,
  ImportMode,
  ListFacts,
  Origin,
  Snapshot,
  StatedCode,
} from './code-list.ts';
import { type Difference, differenceOf, type StoredCode } from './difference.ts';

/** The channel on which an import tells every process that there is something new. */
export const channel = 'reference_data';

/** What an import does to one list, and who answers for it. */
export interface CodeListImport {
  readonly list: string;
  readonly title: string;
  readonly source: string;
  readonly codes: readonly StatedCode[];
  /** The day from which the import speaks, `YYYY-MM-DD`, for the codes that do not state their own. */
  readonly validFrom: string;
  readonly mode: ImportMode;
  /** Who imports: for the record. */
  readonly by: string;
  readonly origin: Origin;
  /** Version of the source; the day from which it speaks, unless given. */
  readonly version?: string;
  /** SHA-256 of the file; of the codes, unless given. */
  readonly sha256?: string;
  readonly hierarchical?: boolean;
  readonly unlistedPattern?: string | null;
  /** The import is refused if it would end more than this share of the list's codes: a part taken for the whole. */
  readonly closesAtMost?: number;
  /** Rows of the file that were left out. */
  readonly skipped?: number;
}

const inTransaction = async <Result>(
  pool: pg.Pool,
  begin: string,
  work: (client: pg.PoolClient) => Promise<Result>,
) => {
  const client = await pool.connect();
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (fault) {
    await client.query('rollback').catch(() => undefined);
    throw fault;
  } finally {
    client.release();
  }
};

/** A period as HeldCode has it. */
export const periodColumns = `code, description, valid_from::text as "validFrom", valid_to::text as "validTo", attributes`;

const factColumns = `name, title, source, version, origin, hierarchical, unlisted_pattern as "unlistedPattern",
  to_char(imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "importedAt"`;

export type Queries = Pick<pg.Pool, 'query'>;

/** Number of the last import; 0 where there was none. */
export const currentRevision = async (queries: Queries): Promise<number> => {
  const { rows } = await queries.query<{ revision: string }>(
    'select coalesce(max(id), 0) as revision from code_import',
  );
  return Number(rows[0]?.revision ?? 0);
};

/** Everything at one moment, from one database snapshot. */
export const loadSnapshot = (pool: pg.Pool): Promise<Snapshot> =>
  inTransaction(pool, 'begin isolation level repeatable read read only', async (client) => {
    const revision = await currentRevision(client);
    const facts = await client.query<ListFacts>(`select ${factColumns} from code_list order by name`);
    const codes = await client.query<HeldCode & { list: string }>(
      `select list, ${periodColumns} from code where superseded_by is null order by list, code, valid_from`,
    );
    const byList = Map.groupBy(codes.rows, ({ list }) => list);
    return { revision, lists: facts.rows.map((list): HeldList => ({ ...list, codes: byList.get(list.name) ?? [] })) };
  });

/** The lists without their codes. */
export const loadListFacts = async (queries: Queries): Promise<(ListFacts & { sha256: string })[]> =>
  (await queries.query<ListFacts & { sha256: string }>(`select ${factColumns}, sha256 from code_list order by name`))
    .rows;

// A full import is the whole list: only what stands in it is right. A partial one adds to a list that stays what it was.
const writeList = (client: pg.PoolClient, of: CodeListImport, sha256: string) =>
  client.query(
    `insert into code_list (name, title, source, version, origin, sha256, hierarchical, unlisted_pattern)
     values ($1, $2, $3, $4, $5, $6, coalesce($7, false), $8)
     on conflict (name) do update set version = $4, origin = $5, sha256 = $6, imported_at = now(),
       title = case when $9 then $2 else code_list.title end,
       source = case when $9 then $3 else code_list.source end,
       hierarchical = coalesce($7, code_list.hierarchical),
       unlisted_pattern = case when $9 then $8 else code_list.unlisted_pattern end`,
    [
      of.list,
      of.title,
      of.source,
      of.version ?? of.validFrom,
      of.origin,
      sha256,
      of.hierarchical ?? null,
      of.unlistedPattern ?? null,
      of.mode === 'full',
    ],
  );

const recordImport = async (client: pg.PoolClient, of: CodeListImport, sha256: string, counts: ImportCounts) => {
  const { rows } = await client.query<{ id: string }>(
    `insert into code_import (list, imported_by, source, sha256, mode, valid_from, added, changed, closed, unchanged, skipped)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      of.list,
      of.by,
      of.source,
      sha256,
      of.mode,
      of.validFrom,
      counts.added,
      counts.changed,
      counts.closed,
      counts.unchanged,
      of.skipped ?? 0,
    ],
  );
  return rows[0]!.id;
};

const writeDifference = async (client: pg.PoolClient, list: string, importId: string, difference: Difference) => {
  await client.query('update code set superseded_by = $1 where id = any($2::bigint[])', [
    importId,
    difference.supersede,
  ]);
  await client.query(
    `update code set valid_to = ended."validTo", closed_by = $1
     from jsonb_to_recordset($2::jsonb) as ended (id bigint, "validTo" date) where code.id = ended.id`,
    [importId, JSON.stringify(difference.close)],
  );
  await client.query(
    `insert into code (list, code, description, valid_from, valid_to, attributes, imported_by)
     select $1, code, description, "validFrom", "validTo", attributes, $2
     from jsonb_to_recordset($3::jsonb)
       as stated (code text, description text, "validFrom" date, "validTo" date, attributes jsonb)`,
    [list, importId, JSON.stringify(difference.insert)],
  );
};

const refuseRepeated = ({ list, codes }: CodeListImport): void => {
  const seen = new Set<string>();
  for (const { code } of codes) {
    if (seen.has(code)) throw new Error(`Import of ${list}: code ${code} is stated twice.`);
    seen.add(code);
  }
};

const refuseMassClosing = ({ list, closesAtMost = 1 }: CodeListImport, { counts }: Difference, held: number): void => {
  if (counts.closed > held * closesAtMost)
    throw new MassClosing(
      `Import of ${list} would end ${counts.closed} of ${held} codes: is the file only a part of the list?`,
    );
};

/** A full import that names far fewer codes than the list has. */
export class MassClosing extends Error {
  override readonly name = 'MassClosing';
}

/**
 * Brings a list up to what the import states, in one transaction, and records who did it. Never deletes: see Difference.
 * Imports wait for each other, so that their numbers are in the order in which they became visible.
 */
export const importCodeList = (pool: pg.Pool, of: CodeListImport): Promise<ImportCounts> => {
  refuseRepeated(of);
  const sha256 = of.sha256 ?? sha256Hex(JSON.stringify(of.codes));
  return inTransaction(pool, 'begin', async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('reference-data-import'))`);
    await writeList(client, of, sha256);
    const { rows: stored } = await client.query<StoredCode>(
      `select id, ${periodColumns} from code where list = $1 and superseded_by is null order by code, valid_from`,
      [of.list],
    );
    const difference = differenceOf(stored, { stated: of.codes, mode: of.mode, validFrom: of.validFrom });
    refuseMassClosing(of, difference, new Set(stored.map(({ code }) => code)).size);
    const importId = await recordImport(client, of, sha256, difference.counts);
    await writeDifference(client, of.list, importId, difference);
    await client.query('select pg_notify($1, $2)', [channel, of.list]);
    return difference.counts;
  });
};
