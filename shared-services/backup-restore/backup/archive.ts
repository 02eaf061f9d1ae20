/** Tar, compressed and sealed: how trees of files are kept in a backup. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import type { ObjectStore } from '../../kit/object-store/object-store.ts';
import type { BackupKey } from '../seal/key.ts';
import { opened, sealed } from '../seal/stream.ts';

export async function* compressed(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const zstd = createZstdCompress();
  const done = pipeline(Readable.from(parts, { objectMode: false }), zstd);
  done.catch(() => undefined); // told by the iteration
  yield* zstd as AsyncIterable<Buffer>;
  await done;
}

export async function* decompressed(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const zstd = createZstdDecompress();
  const done = pipeline(Readable.from(parts, { objectMode: false }), zstd);
  done.catch(() => undefined);
  yield* zstd as AsyncIterable<Buffer>;
  await done;
}

export const putSealed = (store: ObjectStore, key: BackupKey, name: string, parts: AsyncIterable<Uint8Array>) =>
  store.put(name, sealed(key, name, parts));

export const getSealed = async (store: ObjectStore, key: BackupKey, name: string): Promise<AsyncIterable<Buffer>> =>
  opened(key, name, await store.get(name));

export interface TarEntry {
  readonly header: Header;
  /** To be taken whole before the next entry. */
  readonly content: AsyncIterable<Buffer>;
}

/** Entries in their order; fails when the tar is cut off or its seal is broken. */
export async function* entriesOf(tar: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = extract();
  let failed: { readonly error: unknown } | undefined;
  const feeding = pipeline(Readable.from(tar, { objectMode: false }), reader as unknown as NodeJS.WritableStream).catch(
    (error: unknown) => {
      failed ??= { error };
    },
  );
  try {
    for await (const entry of reader)
      yield { header: entry.header, content: entry as unknown as AsyncIterable<Buffer> };
  } catch (error) {
    await feeding;
    throw failed?.error ?? error;
  }
  await feeding;
  if (failed !== undefined) throw failed.error;
}
