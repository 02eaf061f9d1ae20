/** The keeper's rows: what operators see. Written with local commits, which wait for nobody. */
import type pg from 'pg';
import type { BackupEntry } from '../backup/catalogue.ts';
import type { Verification } from '../backup/verify.ts';

type Queries = Pick<pg.Client, 'query'>;

/** Of the connection on which the keeper writes. */
export const prepareSession = async (client: Queries): Promise<void> => {
  await client.query(`set search_path = portorium_backup_restore; set synchronous_commit = local`);
};

export interface Word {
  readonly state: 'streaming' | 'catching-up' | 'failing' | 'stopped';
  readonly synchronous: boolean;
  readonly wishedSynchronous: boolean;
  readonly lagBytes?: number;
  readonly lagSinceMs?: number;
  readonly spoolBytes: number;
  readonly place: string;
  readonly gapSinceMs?: number;
  readonly fault?: string;
}

const at = (timeMs: number | undefined): Date | null => (timeMs === undefined ? null : new Date(timeMs));

export const writeWord = async (client: Queries, word: Word, nowMs: number): Promise<void> => {
  await client.query(
    `insert into keeper (single, seen_at, state, synchronous, wished_synchronous, lag_bytes, lag_since, spool_bytes, place, gap_since, fault)
     values (true, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (single) do update set (seen_at, state, synchronous, wished_synchronous, lag_bytes, lag_since, spool_bytes, place, gap_since, fault)
       = (excluded.seen_at, excluded.state, excluded.synchronous, excluded.wished_synchronous, excluded.lag_bytes, excluded.lag_since,
          excluded.spool_bytes, excluded.place, excluded.gap_since, excluded.fault)`,
    [
      new Date(nowMs),
      word.state,
      word.synchronous,
      word.wishedSynchronous,
      word.lagBytes ?? null,
      at(word.lagSinceMs),
      word.spoolBytes,
      word.place,
      at(word.gapSinceMs),
      word.fault ?? null,
    ],
  );
};

const addBackup = (client: Queries, entry: BackupEntry) =>
  client.query(
    `insert into backup (id, started_at, completed_at, bytes, files, postgres_version, timeline, begins_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing`,
    [
      entry.id,
      new Date(entry.startedAtMs),
      new Date(entry.completedAtMs),
      entry.bytes,
      entry.files,
      entry.postgresVersion,
      entry.timeline,
      entry.beginsAt,
      entry.endsAt,
    ],
  );

/** The table says what the store has: also after a restore, and after somebody took backups by hand. */
export const writeCatalogue = async (client: Queries, entries: readonly BackupEntry[]): Promise<void> => {
  for (const entry of entries) await addBackup(client, entry);
  await client.query('delete from backup where id <> all($1)', [entries.map(({ id }) => id)]);
};

export const writeVerification = async (
  client: Queries,
  id: string,
  found: Verification,
  nowMs: number,
): Promise<void> => {
  await client.query('update backup set verification = $2, verified_at = $3, fault = $4 where id = $1', [
    id,
    found.sound ? 'sound' : 'damaged',
    new Date(nowMs),
    found.sound ? null : found.fault,
  ]);
};

export interface Task {
  readonly id: string;
  readonly kind: 'backup' | 'verify';
  readonly backup_id: string | null;
}

/** What a killed keeper was about is done again. */
export const nextTask = async (client: Queries): Promise<Task | undefined> => {
  const { rows } = await client.query<Task>(
    `update task set state = 'running' where id =
       (select id from task where state in ('requested', 'running') order by requested_at limit 1)
     returning id::text, kind, backup_id`,
  );
  return rows[0];
};

export const endTask = async (
  client: Queries,
  id: string,
  { backupId, fault }: { readonly backupId?: string; readonly fault?: string },
): Promise<void> => {
  await client.query(
    `update task set state = $2, backup_id = coalesce($3, backup_id), fault = $4, finished_at = now() where id = $1`,
    [id, fault === undefined ? 'done' : 'failed', backupId ?? null, fault ?? null],
  );
};
