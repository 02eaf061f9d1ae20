/** Restores an installation into an empty folder: its files, its database up to the moment that is wanted. */
import { chown, mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Logger } from '../../kit/logging.ts';
import type { ObjectStore } from '../../kit/object-store/object-store.ts';
import { type Account, chooseAccount } from '../../kit/postgres/account.ts';
import { findNativeDirectory, prepareBinaries } from '../../kit/postgres/binaries.ts';
import { withClient } from '../../kit/postgres/client.ts';
import { clusterDirectory } from '../../kit/postgres/cluster.ts';
import { startEmbeddedPostgres } from '../../kit/postgres/launcher.ts';
import { type BackupEntry, objectsOf, readCatalogue } from '../backup/catalogue.ts';
import type { BackupKey } from '../seal/key.ts';
import { chooseBackup, type Wanted } from './choose.ts';
import { layOutCluster, recoverySettings, writeRecoverySettings } from './cluster.ts';
import { extractInto } from './extract.ts';

export interface RestoreParts extends Wanted {
  readonly store: ObjectStore;
  readonly key: BackupKey;
  readonly spool: string | undefined;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly tell: (line: string) => void;
}

export interface Restored {
  readonly backup: BackupEntry;
  readonly segments: number;
  /** Of the last transaction that was recovered. */
  readonly lastCommitAtMs: number | undefined;
}

/** @throws {Error} something is there: a restore never writes over anything */
export const refuseUsed = async (folder: string): Promise<void> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length > 0)
    throw new Error(`${folder} is not empty: stop what runs there, move it away, and restore into an empty folder`);
};

const giveTo = async (account: Account, folder: string): Promise<void> => {
  if (account.mode !== 'system-user') return;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    await chown(join(entry.parentPath, entry.name), account.uid, account.gid);
  await chown(folder, account.uid, account.gid);
};

const words = /recovery ended before configured recovery target was reached/;

const explainEnd = (error: unknown): Error =>
  words.test(String(error))
    ? new Error('the archive ends before that moment: name an earlier one, or restore to the latest')
    : (error as Error);

const lastCommit = (connectionString: string) =>
  withClient(connectionString, async (client) => {
    const { rows } = await client.query<{ recovering: boolean; last: Date | null }>(
      'select pg_is_in_recovery() as recovering, pg_last_xact_replay_timestamp() as last',
    );
    if (rows[0]?.recovering !== false) throw new Error('the server is still in recovery');
    return rows[0].last?.getTime();
  });

/** Else the server would let people in, and be said to be ready, before it has recovered. */
const closedMeanwhile = { hot_standby: 'off' };

const recover = async (dataDirectory: string, { toMs, log }: RestoreParts): Promise<number | undefined> => {
  const binaries = await prepareBinaries(findNativeDirectory(), join(dataDirectory, 'lib'));
  await giveTo(await chooseAccount(dataDirectory, binaries), clusterDirectory(dataDirectory));
  const server = await startEmbeddedPostgres({
    dataDirectory,
    log,
    settings: { ...recoverySettings(toMs), ...closedMeanwhile },
  }).catch((error: unknown) => {
    throw explainEnd(error);
  });
  try {
    return await lastCommit(server.connectionString);
  } finally {
    await server.stop();
  }
};

/** An installation with the embedded server, ready for `npm start`. The folder must be empty, or not be there. */
export const restoreInstallation = async (dataFolder: string, parts: RestoreParts): Promise<Restored> => {
  const { store, key, spool, tell } = parts;
  const folder = resolve(dataFolder);
  await refuseUsed(folder);
  const backup = chooseBackup(await readCatalogue(store, key), parts);
  tell(`backup ${backup.id}, of PostgreSQL ${backup.postgresVersion}`);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  if (backup.files > 0) {
    const files = await extractInto(folder, { store, key, name: objectsOf(backup.id).files });
    tell(`${files} files of the installation`);
  }
  const dataDirectory = join(folder, 'postgresql');
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const segments = await layOutCluster({ store, key, spool, entry: backup, cluster: clusterDirectory(dataDirectory) });
  tell(`the database, and ${segments} segments of the log`);
  const lastCommitAtMs = await recover(dataDirectory, parts);
  return { backup, segments, lastCommitAtMs };
};

/** The cluster alone, for a PostgreSQL server of the operator's own, which does the recovery when it is started. */
export const restoreCluster = async (
  clusterFolder: string,
  parts: RestoreParts,
): Promise<Omit<Restored, 'lastCommitAtMs'>> => {
  const { store, key, spool, toMs } = parts;
  const cluster = resolve(clusterFolder);
  await refuseUsed(cluster);
  const backup = chooseBackup(await readCatalogue(store, key), parts);
  const segments = await layOutCluster({ store, key, spool, entry: backup, cluster });
  await writeRecoverySettings(cluster, toMs);
  return { backup, segments };
};
