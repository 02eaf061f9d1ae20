/** One file of many (POSIX tar): the same files give the same bytes. */
import { Readable } from 'node:stream';
import { extract, pack } from 'tar-stream';
import { readWhole } from '../../kit/object-store/object-store.ts';
import type { PackageFile } from './file.ts';

export const tarOf = async (folder: string, files: readonly PackageFile[]): Promise<Buffer> => {
  const tar = pack();
  const whole = readWhole(tar as unknown as AsyncIterable<Uint8Array>);
  for (const { path, bytes, createdAtMs } of files)
    tar.entry({ name: `${folder}/${path}`, mtime: new Date(createdAtMs), mode: 0o644 }, Buffer.from(bytes));
  tar.finalize();
  return whole;
};

/** Files of a tar by their names, folder included. */
export const untar = async (tar: Uint8Array): Promise<ReadonlyMap<string, Buffer>> => {
  const reader = extract();
  Readable.from([tar], { objectMode: false }).pipe(reader as unknown as NodeJS.WritableStream);
  const files = new Map<string, Buffer>();
  for await (const entry of reader)
    files.set(entry.header.name, await readWhole(entry as unknown as AsyncIterable<Uint8Array>));
  return files;
};
