/** The backups of a store. One is offered when its entry is there, which is written last; what a backup that was killed left is not. */
import { randomBytes } from 'node:crypto';
import { type ObjectStore, readWhole } from '../../kit/object-store/object-store.ts';
import type { BackupKey } from '../seal/key.ts';
import { getSealed, putSealed } from './archive.ts';

/** What is said of a backup, sealed in the store. Times in milliseconds since the epoch. */
export interface BackupEntry {
  readonly id: string;
  readonly startedAtMs: number;
  readonly completedAtMs: number;
  readonly systemId: string;
  readonly postgresVersion: string;
  readonly segmentBytes: number;
  readonly timeline: number;
  readonly beginsAt: string;
  readonly endsAt: string;
  /** Files of the installation beside the database. */
  readonly files: number;
  /** Sealed size of its objects. */
  readonly bytes: number;
}

export const objectsOf = (id: string) => ({
  base: `base/${id}/base.tar.zst`,
  manifest: `base/${id}/backup_manifest`,
  files: `base/${id}/files.tar.zst`,
  entry: `base/${id}/backup.json`,
});

export const newBackupId = (nowMs: number): string => {
  const at = new Date(nowMs)
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
  return `${at}-${randomBytes(4).toString('hex')}`;
};

export const writeEntry = (store: ObjectStore, key: BackupKey, entry: BackupEntry): Promise<void> =>
  putSealed(
    store,
    key,
    objectsOf(entry.id).entry,
    (async function* () {
      yield Buffer.from(JSON.stringify(entry));
    })(),
  );

export const readEntry = async (store: ObjectStore, key: BackupKey, id: string): Promise<BackupEntry> =>
  JSON.parse((await readWhole(await getSealed(store, key, objectsOf(id).entry))).toString()) as BackupEntry;

const entryName = /^base\/([0-9]{8}T[0-9]{6}Z-[0-9a-f]{8})\/backup\.json$/;

export const backupIdsIn = async (store: ObjectStore): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { name } of store.list('base/')) {
    const id = entryName.exec(name)?.[1];
    if (id !== undefined) ids.push(id);
  }
  return ids;
};

/**
 * Oldest first.
 * @throws {SealBroken} an entry was changed, or sealed with another key
 */
export const readCatalogue = async (store: ObjectStore, key: BackupKey): Promise<BackupEntry[]> => {
  const ids = await backupIdsIn(store);
  return Promise.all(ids.map((id) => readEntry(store, key, id)));
};

/** The entry goes first: what is being removed is not offered. */
export const removeBackup = async (store: ObjectStore, id: string): Promise<void> => {
  await store.remove(objectsOf(id).entry);
  for await (const { name } of store.list(`base/${id}/`)) await store.remove(name);
};
