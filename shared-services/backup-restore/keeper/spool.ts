/**
 * The log under way: one sealed file for each segment, to which each group of commits is added and made durable before they are
 * acknowledged. A segment that was begun again after a break is a further file: what was durable is never overwritten.
 */
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createSealer, maxChunkBytes, type Sealer } from '../seal/format.ts';
import type { BackupKey } from '../seal/key.ts';

export const sealedLogName = (systemId: string, segment: string): string => `wal/${systemId}/${segment}`;

const partialFile = /^([0-9A-F]{24})\.(\d+)\.partial$/;
const wholeFile = /^([0-9A-F]{24})\.whole$/;

export interface Spooled {
  readonly file: string;
  readonly segment: string;
  readonly whole: boolean;
}

const spooledIn = (folder: string, name: string): Spooled | undefined => {
  const segment = (partialFile.exec(name) ?? wholeFile.exec(name))?.[1];
  return segment === undefined ? undefined : { file: join(folder, name), segment, whole: wholeFile.test(name) };
};

/** In the order of their segments. */
export const listSpool = async (folder: string): Promise<Spooled[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.sort().flatMap((name) => spooledIn(folder, name) ?? []);
};

export const spoolBytes = async (folder: string): Promise<number> => {
  const sizes = await Promise.all(
    (await listSpool(folder)).map(({ file }) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
};

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};

export interface SegmentWriter {
  /** Durable when it resolves. */
  append(log: Buffer): Promise<void>;
  /** The segment is whole: what is left of earlier attempts goes. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

interface WriterParts {
  readonly folder: string;
  readonly systemId: string;
  readonly segment: string;
  readonly key: BackupKey;
}

const chunksOf = (sealer: Sealer, log: Buffer): Buffer => {
  const chunks: Buffer[] = [];
  for (let from = 0; from < log.length; from += maxChunkBytes)
    chunks.push(sealer.seal(log.subarray(from, from + maxChunkBytes), false));
  return Buffer.concat(chunks);
};

const removeAttempts = async (folder: string, segment: string): Promise<void> => {
  for (const one of await listSpool(folder))
    if (one.segment === segment && !one.whole) await rm(one.file, { force: true });
};

/** A write that fails half way leaves a torn end behind: the writer is of no further use, and a new attempt is a new file. */
export const beginSegment = async ({ folder, systemId, segment, key }: WriterParts): Promise<SegmentWriter> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const attempts = (await readdir(folder)).filter((name) => name.startsWith(`${segment}.`)).length;
  const file = join(folder, `${segment}.${attempts + 1}.partial`);
  const handle: FileHandle = await open(file, 'wx', 0o600);
  const sealer = createSealer(key, sealedLogName(systemId, segment));
  await handle.appendFile(sealer.header);
  await syncFolder(folder);
  return {
    append: async (log) => {
      await handle.appendFile(chunksOf(sealer, log));
      await handle.datasync();
    },
    finish: async () => {
      await handle.appendFile(sealer.seal(Buffer.alloc(0), true));
      await handle.sync();
      await handle.close();
      await rename(file, join(folder, `${segment}.whole`));
      await removeAttempts(folder, segment);
      await syncFolder(folder);
    },
    close: () => handle.close().catch(() => undefined),
  };
};
