/** The key under which the central applications seal what is restricted: where CDCO runs, and nowhere else. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform } from '../../reference-architecture/contract/language.ts';
import { drawSealingKey, readSealingKey, type SealingKey } from '../../shared-services/kit/sealed/key.ts';
import type { PlatformSettings } from '../settings.ts';

export const sealingKeyName = 'sealing-key';

export interface SealingKeyPlace {
  readonly file: string;
  /** By the operator; otherwise it is drawn at the first start. */
  readonly given: boolean;
}

type Given = Pick<PlatformSettings, 'PORTORIUM_SEALING_KEY_FILE' | 'PORTORIUM_CERTIFICATES'>;

/** Who brings certificates brings the key: one that came by itself is for trying, on this machine (start/exposure.ts). */
export const sealingKeyPlace = (settings: Given, dataDirectory: string): SealingKeyPlace => {
  const { PORTORIUM_SEALING_KEY_FILE: file, PORTORIUM_CERTIFICATES: certificates } = settings;
  if (file !== undefined) return { file, given: true };
  if (certificates !== undefined) return { file: join(certificates, sealingKeyName), given: true };
  return { file: join(dataDirectory, sealingKeyName), given: false };
};

/** Another process may be quicker: its key is ours. */
export const ensureSealingKey = async (file: string): Promise<void> => {
  await drawSealingKey(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
};

/** By application; those that have nothing to seal get none. */
export type SealingKeyOf = (application: string) => SealingKey | undefined;

const sealing = ['risk-analysis'];

/** @throws {Error} the operator's key is absent or none: `npx portorium keys draw` makes one */
export const openSealingKey = async (
  platforms: readonly Platform[],
  settings: Given,
  dataDirectory: string,
): Promise<SealingKeyOf> => {
  if (!platforms.includes('cdco')) return () => undefined;
  const { file, given } = sealingKeyPlace(settings, dataDirectory);
  if (!given) {
    await mkdir(dataDirectory, { recursive: true, mode: 0o755 });
    await ensureSealingKey(file);
  }
  const key = await readSealingKey(file).catch((cause: Error) => {
    throw new Error(`${cause.message}; npx portorium keys draw FILE makes one, for the first start`, { cause });
  });
  return (application) => (sealing.includes(application) ? key : undefined);
};
