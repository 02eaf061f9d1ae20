/** The log since a backup, from the store and from the spool, into the folder where PostgreSQL looks for it. */
import { createReadStream } from 'node:fs';
import { open, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ObjectStore, readWhole } from '../../kit/object-store/object-store.ts';
import { decompressed, getSealed } from '../backup/archive.ts';
import type { BackupEntry } from '../backup/catalogue.ts';
import { positionOf, segmentOf, segmentStart } from '../domain/position.ts';
import { listSpool, sealedLogName } from '../keeper/spool.ts';
import { storedLogName } from '../keeper/upload.ts';
import type { BackupKey } from '../seal/key.ts';
import { opened } from '../seal/stream.ts';

export interface LogParts {
  readonly store: ObjectStore;
  readonly key: BackupKey;
  /** Folder of the log under way, where it was saved; what is in the store alone is restored without. */
  readonly spool: string | undefined;
  readonly entry: BackupEntry;
  /** `pg_wal` of the cluster. */
  readonly into: string;
}

/** Writes one segment, filled up with zeros as the server itself does; the longest of several attempts stays. */
const writeSegment = async (into: string, segment: string, log: AsyncIterable<Buffer>, segmentBytes: number) => {
  const draft = join(into, `.${segment}`);
  const handle = await open(draft, 'w', 0o600);
  let bytes = 0;
  try {
    for await (const part of log) {
      await handle.appendFile(part);
      bytes += part.length;
    }
    await handle.truncate(segmentBytes);
  } finally {
    await handle.close();
  }
  return { bytes, keep: () => rename(draft, join(into, segment)) };
};

/** Of the segment in the copy all is log up to where the backup ended, and more than an attempt may have. */
export const fetchLog = async ({ store, key, spool, entry, into }: LogParts): Promise<number> => {
  const { systemId, segmentBytes } = entry;
  const first = segmentStart(positionOf(entry.beginsAt), segmentBytes);
  const isWanted = (segment: string) => {
    const { start, timeline } = segmentOf(segment, segmentBytes);
    return timeline >= entry.timeline && start >= first;
  };
  const longest = new Map<string, number>();
  const take = async (segment: string, log: AsyncIterable<Buffer>) => {
    const written = await writeSegment(into, segment, log, segmentBytes);
    if (written.bytes <= (longest.get(segment) ?? 0)) return;
    longest.set(segment, written.bytes);
    await written.keep();
  };
  for await (const { name } of store.list(`wal/${systemId}/`)) {
    const history = /([0-9A-F]{8}\.history)$/.exec(name)?.[1];
    const segment = /([0-9A-F]{24})\.zst$/.exec(name)?.[1];
    if (history !== undefined)
      await writeFile(join(into, history), await readWhole(await getSealed(store, key, name)), { mode: 0o600 });
    if (segment !== undefined && isWanted(segment))
      await take(segment, decompressed(await getSealed(store, key, storedLogName(systemId, segment))));
  }
  for (const { file, segment, whole } of spool === undefined ? [] : await listSpool(join(spool, systemId))) {
    if (!isWanted(segment) || (await stat(file)).size === 0) continue;
    const log = createReadStream(file) as AsyncIterable<Buffer>;
    await take(segment, opened(key, sealedLogName(systemId, segment), log, { tornEnd: !whole }));
  }
  return longest.size;
};
