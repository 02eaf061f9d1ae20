/**
 * The key-encryption key of an installation: 32 bytes in a file, as 64 hexadecimal digits. It wraps the keys of the data,
 * which lie in the database; whoever has the database alone, a disk or a dump of it, has neither.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';

export interface SealingKey {
  /** Tells which key it is, and nothing of it: 16 hexadecimal digits. */
  readonly id: string;
  /** @param name of the data key, `risk-analysis/1`: under another name it is not unwrapped */
  wrap(name: string, dataKey: Uint8Array): Buffer;
  /** @throws {Error} it was wrapped with another key, under another name, or is damaged */
  unwrap(name: string, wrapped: Uint8Array): Buffer;
}

const [nonceBytes, tagBytes] = [12, 16];

/** @throws {Error} these are not 64 hexadecimal digits */
export const sealingKeyOf = (text: string): SealingKey => {
  if (!/^[0-9a-f]{64}$/i.test(text.trim())) throw new Error('the sealing key is not 64 hexadecimal digits');
  const secret = Buffer.from(text.trim(), 'hex');
  const wrapping = Buffer.from(hkdfSync('sha256', secret, '', 'portorium sealing: wrap data keys', 32));
  return {
    id: createHash('sha256').update('portorium sealing key').update(secret).digest('hex').slice(0, 16),
    wrap: (name, dataKey) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', wrapping, nonce).setAAD(Buffer.from(name));
      return Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
    },
    unwrap: (name, wrapped) => {
      const bytes = Buffer.from(wrapped);
      const options = { authTagLength: tagBytes };
      const decipher = createDecipheriv('aes-256-gcm', wrapping, bytes.subarray(0, nonceBytes), options)
        .setAAD(Buffer.from(name))
        .setAuthTag(bytes.subarray(-tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    },
  };
};

/** Draws a key into a new file that its owner alone reads. */
export const drawSealingKey = (file: string): Promise<void> =>
  writeFile(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });

/** @throws {Error} it is absent, is no key, or others may write it */
export const readSealingKey = async (file: string): Promise<SealingKey> => {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`the sealing key ${file} cannot be read (${cause.code})`, { cause });
  });
  if (((await stat(file)).mode & 0o022) !== 0)
    throw new Error(`the sealing key ${file} may be written by others than its owner`);
  return sealingKeyOf(text);
};
