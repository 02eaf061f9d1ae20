/**
 * Reads a backup back and holds it against its checksums: every seal, every file of PostgreSQL's own list (as pg_verifybackup
 * does), and the segments of the log that make it consistent.
 */
import { createHash } from 'node:crypto';
import { type ObjectStore, readWhole } from '../../kit/object-store/object-store.ts';
import { type ManifestFile, readManifest } from '../domain/manifest.ts';
import { positionOf, segmentName, segmentStart } from '../domain/position.ts';
import type { BackupKey } from '../seal/key.ts';
import { decompressed, entriesOf, getSealed, type TarEntry } from './archive.ts';
import { type BackupEntry, objectsOf, readEntry } from './catalogue.ts';

export type Verification =
  | { readonly sound: true; readonly files: number }
  | { readonly sound: false; readonly fault: string };

const measure = async (content: AsyncIterable<Buffer>) => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of content) {
    hash.update(part);
    bytes += part.length;
  }
  return { bytes, sha256: hash.digest('hex') };
};

const plain = (name: string): string => name.replace(/^\.\//, '');

/** Not in the list: the log, which has checksums of its own, and what a server writes for itself. */
const isUnlisted = (path: string): boolean => path.startsWith('pg_wal/');

const check = async ({ header, content }: TarEntry, listed: Map<string, ManifestFile>): Promise<void> => {
  const path = plain(header.name);
  const found = await measure(content);
  if (header.type !== 'file') return;
  const wanted = listed.get(path);
  if (wanted === undefined && isUnlisted(path)) return;
  if (wanted === undefined) throw new Error(`${path} is there and not in the list of files`);
  if (wanted.bytes !== found.bytes || wanted.sha256 !== found.sha256)
    throw new Error(`${path} does not fit its checksum`);
  listed.delete(path);
};

/** Names of the segments from where recovery begins to where the backup is consistent. */
export const neededSegments = (entry: BackupEntry): string[] => {
  const names: string[] = [];
  const end = positionOf(entry.endsAt);
  const size = entry.segmentBytes;
  // The end is the first position that is not needed.
  for (let at = segmentStart(positionOf(entry.beginsAt), size); at < end; at += BigInt(size))
    names.push(segmentName(entry.timeline, at, size));
  return names;
};

const checkAll = async (store: ObjectStore, key: BackupKey, id: string): Promise<number> => {
  const objects = objectsOf(id);
  const entry = await readEntry(store, key, id);
  const manifest = await readWhole(await getSealed(store, key, objects.manifest));
  const listed = new Map(readManifest(manifest));
  const files = listed.size;
  const segments = new Set(neededSegments(entry));
  for await (const one of entriesOf(decompressed(await getSealed(store, key, objects.base)))) {
    await check(one, listed);
    segments.delete(plain(one.header.name).replace('pg_wal/', ''));
  }
  for (const path of listed.keys()) throw new Error(`${path} is in the list of files and not there`);
  for (const name of segments) throw new Error(`the segment ${name} of the log is missing`);
  if (entry.files === 0) return files;
  let bundled = 0;
  for await (const one of entriesOf(decompressed(await getSealed(store, key, objects.files)))) {
    await measure(one.content);
    bundled += 1;
  }
  if (bundled !== entry.files)
    throw new Error(`${entry.files} files of the installation were put in, ${bundled} are there`);
  return files + bundled;
};

/** Never rejects for what is wrong with the backup: that is its answer. */
export const verifyBackup = async (store: ObjectStore, key: BackupKey, id: string): Promise<Verification> => {
  try {
    return { sound: true, files: await checkAll(store, key, id) };
  } catch (error) {
    return { sound: false, fault: error instanceof Error ? error.message : String(error) };
  }
};
