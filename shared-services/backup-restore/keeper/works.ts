/** What the keeper does beside the archive of the log: backups when they are due or asked for, verification, sweeping. */
import type pg from 'pg';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/logging.ts';
import type { ObjectStore } from '../../kit/object-store/object-store.ts';
import { type BackupEntry, readCatalogue, removeBackup } from '../backup/catalogue.ts';
import { takeBackup } from '../backup/take.ts';
import { verifyBackup } from '../backup/verify.ts';
import { isNeeded, outlived, type Retention } from '../domain/retention.ts';
import type { ServerFacts } from '../replication/log-stream.ts';
import type { BackupKey } from '../seal/key.ts';
import { endTask, nextTask, writeCatalogue, writeVerification } from './report.ts';

export interface WorkParts {
  readonly client: Pick<pg.Client, 'query'>;
  readonly connectionString: string;
  readonly store: ObjectStore;
  readonly key: BackupKey;
  readonly dataDirectory?: string;
  readonly everyMs: number;
  readonly retention: Retention;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Written, then read back: a backup that was never read is a hope. */
const backUp = async (parts: WorkParts): Promise<BackupEntry> => {
  const { client, store, key, clock, log } = parts;
  const entry = await takeBackup(parts);
  await writeCatalogue(client, await readCatalogue(store, key));
  const found = await verifyBackup(store, key, entry.id);
  await writeVerification(client, entry.id, found, clock.nowMs());
  if (!found.sound) throw new Error(`the backup ${entry.id} is damaged: ${found.fault}`);
  log.info({ backup: entry.id, bytes: entry.bytes, tookMs: clock.nowMs() - entry.startedAtMs }, 'a backup was taken');
  return entry;
};

const perform = async (parts: WorkParts, kind: string, backupId: string | null): Promise<string | undefined> => {
  const { client, store, key, clock } = parts;
  if (kind === 'backup') return (await backUp(parts)).id;
  const found = await verifyBackup(store, key, backupId ?? '');
  await writeVerification(client, backupId ?? '', found, clock.nowMs());
  if (!found.sound) throw new Error(found.fault);
  return undefined;
};

/** All that were asked for, one after the other; answers whether a backup was taken. */
export const doTasks = async (parts: WorkParts): Promise<boolean> => {
  let taken = false;
  for (let task = await nextTask(parts.client); task !== undefined; task = await nextTask(parts.client)) {
    try {
      const backupId = await perform(parts, task.kind, task.backup_id);
      taken ||= task.kind === 'backup';
      await endTask(parts.client, task.id, backupId === undefined ? {} : { backupId });
    } catch (error) {
      parts.log.error({ err: error, task: task.id }, 'a task of the keeper failed');
      await endTask(parts.client, task.id, { fault: error instanceof Error ? error.message : String(error) });
    }
  }
  return taken;
};

/** None of this server's timeline, an old one, or one before a gap in the log. */
const isDue = (entries: readonly BackupEntry[], server: ServerFacts, gap: boolean, parts: WorkParts): boolean => {
  const last = entries.filter((one) => one.systemId === server.systemId && one.timeline === server.timeline).at(-1);
  return gap || last === undefined || parts.clock.nowMs() - last.completedAtMs >= parts.everyMs;
};

const dayMs = 86_400_000;

/** What a backup that was killed has left; one that is being taken is younger. */
const sweepHalves = async ({ store, clock }: WorkParts, entries: readonly BackupEntry[]): Promise<void> => {
  const known = new Set(entries.map(({ id }) => id));
  for await (const { name, modifiedAtMs } of store.list('base/')) {
    const id = name.split('/')[1] ?? '';
    if (!known.has(id) && modifiedAtMs < clock.nowMs() - dayMs) await store.remove(name);
  }
};

const sweepLog = async ({ store }: WorkParts, kept: readonly BackupEntry[], systemId: string): Promise<void> => {
  for await (const { name } of store.list(`wal/${systemId}/`)) {
    const segment = /([0-9A-F]{24})\.zst$/.exec(name)?.[1];
    if (segment !== undefined && !isNeeded(segment, kept)) await store.remove(name);
  }
};

const sweep = async (parts: WorkParts, entries: readonly BackupEntry[], server: ServerFacts): Promise<void> => {
  const own = entries.filter(({ systemId }) => systemId === server.systemId);
  const old = new Set(outlived(own, parts.retention, parts.clock.nowMs()));
  for (const id of old) await removeBackup(parts.store, id);
  const kept = own.filter(({ id }) => !old.has(id));
  await sweepHalves(parts, entries);
  await sweepLog(parts, kept, server.systemId);
};

/** Takes a backup when one is due, and removes what has outlived its time; answers whether a backup was taken. */
export const doWhatIsDue = async (parts: WorkParts, server: ServerFacts, gap: boolean): Promise<boolean> => {
  const entries = await readCatalogue(parts.store, parts.key);
  await writeCatalogue(parts.client, entries);
  if (!isDue(entries, server, gap, parts)) return false;
  await backUp(parts);
  const now = await readCatalogue(parts.store, parts.key);
  await sweep(parts, now, server);
  await writeCatalogue(parts.client, await readCatalogue(parts.store, parts.key));
  return true;
};
