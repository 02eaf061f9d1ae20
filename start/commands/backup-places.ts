/** Store and key of a command: its options, or else the settings. */
import { readSettings } from '../../shared-services/kit/settings.ts';
import { type BackupPlaces, backupPlaces } from '../backup/places.ts';
import { settings as knownSettings, type PlatformSettings } from '../settings.ts';
import type { Surroundings } from './command.ts';

export const placeOptions = { store: { type: 'string' }, key: { type: 'string' }, spool: { type: 'string' } } as const;

export const placeUsage = `  --store PLACE     folder or s3://bucket/prefix?endpoint=...; PORTORIUM_BACKUP_STORE unless said
  --key FILE        file of the key that seals backups; PORTORIUM_BACKUP_KEY_FILE unless said
  --spool FOLDER    log under way; PORTORIUM_BACKUP_SPOOL, or spool in the store`;

export interface GivenPlaces {
  readonly store?: string | undefined;
  readonly key?: string | undefined;
  readonly spool?: string | undefined;
}

export const settingsOf = ({ environment }: Surroundings): PlatformSettings => readSettings(knownSettings, environment);

export const placesOf = async (given: GivenPlaces, surroundings: Surroundings): Promise<BackupPlaces> => {
  const settings = settingsOf(surroundings);
  const places = await backupPlaces({
    ...settings,
    PORTORIUM_BACKUP_STORE: given.store ?? settings.PORTORIUM_BACKUP_STORE,
    PORTORIUM_BACKUP_KEY_FILE: given.key ?? settings.PORTORIUM_BACKUP_KEY_FILE,
    PORTORIUM_BACKUP_SPOOL: given.spool ?? settings.PORTORIUM_BACKUP_SPOOL,
  });
  if (places === undefined) throw new Error('say where backups are: --store, or PORTORIUM_BACKUP_STORE');
  return places;
};
