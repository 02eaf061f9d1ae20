/** Whole segments go from the spool to the store, compressed and sealed anew; only then are they gone from the spool. */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { ObjectExists, type ObjectStore } from '../../kit/object-store/object-store.ts';
import { compressed } from '../backup/archive.ts';
import type { BackupKey } from '../seal/key.ts';
import { opened, sealed } from '../seal/stream.ts';
import { listSpool, type Spooled, sealedLogName } from './spool.ts';

export interface UploadParts {
  readonly store: ObjectStore;
  readonly key: BackupKey;
  readonly folder: string;
  readonly systemId: string;
}

export const storedLogName = (systemId: string, segment: string): string => `${sealedLogName(systemId, segment)}.zst`;

const upload = async ({ store, key, systemId }: UploadParts, { file, segment, whole }: Spooled): Promise<void> => {
  const name = sealedLogName(systemId, segment);
  const log = opened(key, name, createReadStream(file) as AsyncIterable<Buffer>, { tornEnd: !whole });
  const stored = storedLogName(systemId, segment);
  try {
    await store.put(stored, sealed(key, stored, compressed(log)), { ifAbsent: true });
  } catch (error) {
    // It went there before, and the process was killed before the file was removed.
    if (!(error instanceof ObjectExists)) throw error;
  }
  if (whole) await rm(file, { force: true });
};

export const uploadWhole = async (parts: UploadParts): Promise<number> => {
  const whole = (await listSpool(parts.folder)).filter((one) => one.whole);
  for (const one of whole) await upload(parts, one);
  return whole.length;
};
