/** Where backups are, and the key that opens them, by the settings. */
import { join, resolve } from 'node:path';
import { type BackupKey, keyOf, readKey } from '../../shared-services/backup-restore/seal/key.ts';
import type { ObjectStore } from '../../shared-services/kit/object-store/object-store.ts';
import { openObjectStore } from '../../shared-services/kit/object-store/open.ts';
import { root } from '../root.ts';
import type { PlatformSettings } from '../settings.ts';

export interface BackupPlaces {
  readonly store: ObjectStore;
  readonly key: BackupKey;
  readonly spool: string;
}

type Said = Pick<
  PlatformSettings,
  | 'PORTORIUM_DATA'
  | 'PORTORIUM_BACKUP_STORE'
  | 'PORTORIUM_BACKUP_KEY_FILE'
  | 'PORTORIUM_BACKUP_KEY'
  | 'PORTORIUM_BACKUP_SPOOL'
>;

const keyBy = (said: Said, apartFrom: readonly string[]): Promise<BackupKey> | BackupKey => {
  if (said.PORTORIUM_BACKUP_KEY_FILE !== undefined) return readKey(said.PORTORIUM_BACKUP_KEY_FILE, apartFrom);
  if (said.PORTORIUM_BACKUP_KEY !== undefined) return keyOf(said.PORTORIUM_BACKUP_KEY);
  throw new Error(
    'backups are sealed: PORTORIUM_BACKUP_KEY_FILE must name the file of the key. `npx portorium backup key FILE` draws one; ' +
      'keep it where neither the data nor the backups are, and keep it well: without it no backup can be opened',
  );
};

/** Undefined: no backups are wanted. */
export const backupPlaces = async (said: Said): Promise<BackupPlaces | undefined> => {
  const where = said.PORTORIUM_BACKUP_STORE;
  if (where === undefined) return undefined;
  const inFolder = !where.startsWith('s3://');
  const place = inFolder ? resolve(root, where) : where;
  const data = resolve(root, said.PORTORIUM_DATA);
  const spool = said.PORTORIUM_BACKUP_SPOOL ?? (inFolder ? join(place, 'spool') : undefined);
  if (spool === undefined)
    throw new Error('with backups in S3, PORTORIUM_BACKUP_SPOOL must name a folder for the log under way');
  if (inFolder && `${place}/`.startsWith(`${data}/`))
    throw new Error(`PORTORIUM_BACKUP_STORE lies in the data folder ${data}: whoever loses one would lose both`);
  const key = await keyBy(said, inFolder ? [data, place] : [data]);
  return { store: await openObjectStore(place), key, spool: resolve(root, spool) };
};
