/** Reads a file of the archive and compares it with what was put there. */
import { createHash } from 'node:crypto';
import { ObjectMissing, type ObjectStore } from '../../kit/object-store/object-store.ts';

export interface Expected {
  readonly object_name: string;
  readonly sha256: string;
}

export type Compared =
  | { readonly sound: true; readonly bytes: Buffer }
  /** What is wrong, for an operator. */
  | { readonly sound: false; readonly damage: string };

/** @throws {Error} the store cannot be read now: that says nothing of the file */
export const readCompared = async (store: ObjectStore, { object_name: name, sha256 }: Expected): Promise<Compared> => {
  const hash = createHash('sha256');
  const parts: Uint8Array[] = [];
  try {
    for await (const part of await store.get(name)) {
      hash.update(part);
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof ObjectMissing) return { sound: false, damage: 'it is not in the store' };
    throw error;
  }
  const found = hash.digest('hex');
  if (found === sha256) return { sound: true, bytes: Buffer.concat(parts) };
  return { sound: false, damage: `its SHA-256 is ${found}` };
};
