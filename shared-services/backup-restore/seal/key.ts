/** The key of backups: 32 bytes in a file as 64 hexadecimal digits, or in a setting. It is never in a backup, nor in the data. */
import { createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, realpath, writeFile } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';

export interface BackupKey {
  /** Eight bytes that tell which key it is, and nothing of it. */
  readonly id: Buffer;
  /** A key for one purpose and salt. */
  derive(purpose: string, salt: Uint8Array): Buffer;
}

/** @throws {Error} these are not 64 hexadecimal digits */
export const keyOf = (text: string): BackupKey => {
  if (!/^[0-9a-f]{64}$/i.test(text.trim())) throw new Error('the key of backups is not 64 hexadecimal digits');
  const secret = Buffer.from(text.trim(), 'hex');
  return {
    id: createHash('sha256').update('portorium backup key').update(secret).digest().subarray(0, 8),
    derive: (purpose, salt) => Buffer.from(hkdfSync('sha256', secret, salt, purpose, 32)),
  };
};

export const isSameKey = (id: Uint8Array, key: BackupKey): boolean =>
  id.length === key.id.length && timingSafeEqual(id, key.id);

/** Draws a key into a new file that its owner alone reads. */
export const drawKey = (file: string): Promise<void> =>
  writeFile(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });

const isWithin = (file: string, folder: string): boolean => {
  const path = relative(folder, file);
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
};

/**
 * @param apartFrom  folders in which the key must not be: what it protects, and what is lost when it is needed
 * @throws {Error} there is none, or it lies in such a folder
 */
export const readKey = async (file: string, apartFrom: readonly string[]): Promise<BackupKey> => {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`the key of backups ${file} cannot be read (${cause.code})`, { cause });
  });
  const real = await realpath(file);
  for (const folder of apartFrom)
    if (isWithin(real, await realpath(folder).catch(() => resolve(folder))))
      throw new Error(`the key of backups ${file} lies in ${folder}: keep it elsewhere, or whoever has one has both`);
  return keyOf(text);
};
