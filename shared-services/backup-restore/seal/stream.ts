/** Sealing and opening of whole streams. */
import { createOpener, createSealer, headerBytes, lengthOf, maxChunkBytes, SealBroken, tagBytes } from './format.ts';
import type { BackupKey } from './key.ts';

const chunkBytes = 256 * 1024;

/** Parts of any length, made into chunks of one. */
async function* rechunked(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of parts) {
    held.push(part);
    bytes += part.length;
    if (bytes < chunkBytes) continue;
    const all = Buffer.concat(held);
    let from = 0;
    for (; all.length - from >= chunkBytes; from += chunkBytes) yield all.subarray(from, from + chunkBytes);
    held = [all.subarray(from)];
    bytes = all.length - from;
  }
  yield Buffer.concat(held);
}

/** The last chunk is marked: an object that was cut off is known by it. */
export async function* sealed(key: BackupKey, name: string, parts: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const sealer = createSealer(key, name);
  yield sealer.header;
  let held: Buffer | undefined;
  for await (const chunk of rechunked(parts)) {
    if (held !== undefined) yield sealer.seal(held, false);
    held = chunk;
  }
  yield sealer.seal(held ?? Buffer.alloc(0), true);
}

export interface OpenOptions {
  /** What ends in the midst of a chunk, or without the last, is given as far as it goes: log that was under way. */
  readonly tornEnd?: boolean;
}

/** Takes exact numbers of bytes from parts of any length. */
const takingFrom = (parts: AsyncIterable<Uint8Array>) => {
  const source = parts[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  return {
    /** Fewer bytes only at the end. */
    take: async (bytes: number): Promise<Buffer> => {
      while (held.length < bytes) {
        const { done, value } = await source.next();
        if (done === true) break;
        held = held.length === 0 ? Buffer.from(value) : Buffer.concat([held, value]);
      }
      const taken = held.subarray(0, bytes);
      held = held.subarray(taken.length);
      return taken;
    },
    close: async () => void (await source.return?.()),
  };
};

/** @throws {SealBroken} with the name of the object, and what is wrong with it */
export async function* opened(
  key: BackupKey,
  name: string,
  parts: AsyncIterable<Uint8Array>,
  { tornEnd = false }: OpenOptions = {},
): AsyncGenerator<Buffer> {
  const { take, close } = takingFrom(parts);
  try {
    const header = await take(headerBytes);
    if (tornEnd && header.length < headerBytes) return;
    const opener = createOpener(key, name, header);
    for (;;) {
      const prefix = await take(4);
      const { bytes, last } = prefix.length === 4 ? lengthOf(prefix) : { bytes: 0, last: false };
      if (bytes > maxChunkBytes) throw new SealBroken(name, 'the length of a chunk was changed after it was sealed');
      const body = prefix.length === 4 ? await take(bytes + tagBytes) : prefix;
      if (prefix.length < 4 || body.length < bytes + tagBytes) {
        if (tornEnd) return;
        throw new SealBroken(name, 'cut off: the end is missing');
      }
      yield opener.open(prefix, body);
      if (!last) continue;
      if ((await take(1)).length > 0) throw new SealBroken(name, 'something was added after its end');
      return;
    }
  } finally {
    await close();
  }
}
