/**
 * A sealed object: `PTS1`, the id of the key (8 bytes), a salt (32 bytes), then chunks. A chunk is four bytes (its length, and in the
 * highest bit whether it is the last), the AES-256-GCM ciphertext, and its tag of 16 bytes. Each object has a key of its own, by
 * HKDF-SHA256 of the key of backups, the salt and the object's name; the nonce of a chunk is its number, with one byte for the last.
 * So chunks cannot be changed, exchanged, left out or cut off, and an object does not pass for another one. This is the STREAM
 * construction (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015), as age has it, with chunks of any length: the log archive
 * seals each group of commits as it comes.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type BackupKey, isSameKey } from './key.ts';

const magic = Buffer.from('PTS1');
const saltBytes = 32;
export const headerBytes = magic.length + 8 + saltBytes;
export const tagBytes = 16;
export const maxChunkBytes = 1024 * 1024;
const lastBit = 0x8000_0000;

const purposeOf = (name: string): string => `portorium sealed object\0${name}`;

const nonceOf = (number: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 3);
  nonce[11] = last ? 1 : 0;
  return nonce;
};

export const lengthOf = (prefix: Buffer): { readonly bytes: number; readonly last: boolean } => {
  const word = prefix.readUInt32BE();
  return { bytes: word & ~lastBit, last: word >= lastBit };
};

/** Seals chunk after chunk; the header goes first. */
export interface Sealer {
  readonly header: Buffer;
  /** At most `maxChunkBytes`. */
  seal(chunk: Uint8Array, last: boolean): Buffer;
}

export const createSealer = (key: BackupKey, name: string): Sealer => {
  const salt = randomBytes(saltBytes);
  const own = key.derive(purposeOf(name), salt);
  let number = 0;
  return {
    header: Buffer.concat([magic, key.id, salt]),
    seal: (chunk, last) => {
      const prefix = Buffer.alloc(4);
      prefix.writeUInt32BE((last ? lastBit : 0) + chunk.length);
      const cipher = createCipheriv('aes-256-gcm', own, nonceOf(number, last)).setAAD(prefix);
      number += 1;
      return Buffer.concat([prefix, cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
    },
  };
};

/** What was sealed cannot be believed, or not opened with this key; says which object. */
export class SealBroken extends Error {
  constructor(name: string, reason: string) {
    super(`${name}: ${reason}`);
    this.name = 'SealBroken';
  }
}

export interface Opener {
  /** @throws {SealBroken} */
  open(prefix: Buffer, sealed: Buffer): Buffer;
}

/** @throws {SealBroken} it is no sealed object, or was sealed with another key */
export const createOpener = (key: BackupKey, name: string, header: Buffer): Opener => {
  if (!header.subarray(0, 4).equals(magic)) throw new SealBroken(name, 'this is not a sealed object');
  const id = header.subarray(4, 12);
  if (!isSameKey(id, key))
    throw new SealBroken(
      name,
      `sealed with the key ${id.toString('hex')}; the key that was given is ${key.id.toString('hex')}`,
    );
  const own = key.derive(purposeOf(name), header.subarray(12));
  let number = 0;
  return {
    open: (prefix, sealed) => {
      const nonce = nonceOf(number, lengthOf(prefix).last);
      const decipher = createDecipheriv('aes-256-gcm', own, nonce, { authTagLength: tagBytes }).setAAD(prefix);
      decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
      try {
        const opened = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
        decipher.final();
        number += 1;
        return opened;
      } catch {
        throw new SealBroken(name, `chunk ${number} was changed after it was sealed`);
      }
    },
  };
};
