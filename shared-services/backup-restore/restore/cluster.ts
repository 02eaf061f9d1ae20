/** The cluster of a backup, made ready for PostgreSQL's own recovery (manual, 25.3.5). */
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectStore } from '../../kit/object-store/object-store.ts';
import { type BackupEntry, objectsOf } from '../backup/catalogue.ts';
import type { BackupKey } from '../seal/key.ts';
import { extractInto } from './extract.ts';
import { fetchLog } from './log.ts';

export interface ClusterParts {
  readonly store: ObjectStore;
  readonly key: BackupKey;
  readonly spool: string | undefined;
  readonly entry: BackupEntry;
  /** Must not exist, or be empty. */
  readonly cluster: string;
}

/** With an offset in figures: names of zones are not known to the server while it reads its settings. */
const momentOf = (timeMs: number): string => new Date(timeMs).toISOString().replace('T', ' ').replace('Z', '+00');

/** Everything is in pg_wal already: whatever PostgreSQL asks for beside it is not there. */
export const recoverySettings = (toMs: number | undefined): Readonly<Record<string, string>> => ({
  restore_command: 'false',
  recovery_target_timeline: 'latest',
  recovery_target_action: 'promote',
  ...(toMs === undefined ? {} : { recovery_target_time: momentOf(toMs) }),
});

/** A server that is restored has no keeper yet: commits would wait for ever. */
const forgetKeeper = async (cluster: string): Promise<void> => {
  const file = join(cluster, 'postgresql.auto.conf');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  await writeFile(file, lines.filter((line) => !line.startsWith('synchronous_standby_names')).join('\n'), {
    mode: 0o600,
  });
};

/** @returns how many segments of the log were added */
export const layOutCluster = async ({ store, key, spool, entry, cluster }: ClusterParts): Promise<number> => {
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  await extractInto(cluster, { store, key, name: objectsOf(entry.id).base });
  const segments = await fetchLog({ store, key, spool, entry, into: join(cluster, 'pg_wal') });
  await forgetKeeper(cluster);
  await rm(join(cluster, 'postmaster.pid'), { force: true });
  // What the server said before the backup would be taken for what it says now.
  await rm(join(cluster, 'log'), { recursive: true, force: true });
  await writeFile(join(cluster, 'recovery.signal'), '', { mode: 0o600 });
  return segments;
};

/** For a server that somebody else starts: the settings of its recovery go into the cluster itself. */
export const writeRecoverySettings = (cluster: string, toMs: number | undefined): Promise<void> => {
  const lines = Object.entries(recoverySettings(toMs)).map(([name, value]) => `${name} = '${value}'\n`);
  return appendFile(
    join(cluster, 'postgresql.auto.conf'),
    `# Of the restore; no longer needed once it is done.\n${lines.join('')}`,
  );
};
