/** Files of a backup, written below a folder. */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ObjectStore } from '../../kit/object-store/object-store.ts';
import { decompressed, entriesOf, getSealed } from '../backup/archive.ts';
import type { BackupKey } from '../seal/key.ts';

/** @throws {Error} a name that leads out of the folder: no backup of ours has one */
const within = (folder: string, name: string): string => {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (name.startsWith('/') || parts.includes('..')) throw new Error(`${name} leads out of the folder`);
  return join(folder, ...parts);
};

export const extractInto = async (
  folder: string,
  { store, key, name }: { readonly store: ObjectStore; readonly key: BackupKey; readonly name: string },
): Promise<number> => {
  let files = 0;
  for await (const { header, content } of entriesOf(decompressed(await getSealed(store, key, name)))) {
    const path = within(folder, header.name);
    const mode = (header.mode ?? 0o600) & 0o777;
    if (header.type === 'directory') await mkdir(path, { recursive: true, mode: 0o700 });
    if (header.type !== 'file') {
      for await (const _ of content);
      continue;
    }
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await pipeline(Readable.from(content, { objectMode: false }), createWriteStream(path, { mode }));
    files += 1;
  }
  return files;
};
