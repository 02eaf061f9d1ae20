/** Where the archive of the log goes on. */
import type { ObjectStore } from '../../kit/object-store/object-store.ts';
import { putSealed } from '../backup/archive.ts';
import { historyName, positionOf, segmentOf, segmentStart } from '../domain/position.ts';
import type { ReplicationConnection } from '../replication/connection.ts';
import { historyOf, type ServerFacts } from '../replication/log-stream.ts';
import type { BackupKey } from '../seal/key.ts';
import { listSpool } from './spool.ts';

/** Last line that is no comment: parent timeline, position of the switch, reason. */
const switchIn = (history: Buffer): bigint => {
  const line = history
    .toString()
    .split('\n')
    .filter((one) => /^\d+\t/.test(one))
    .at(-1);
  if (line === undefined) throw new Error('a history of timelines names none');
  return positionOf(line.split('\t')[1] ?? '');
};

export const storedHistoryName = (systemId: string, timeline: number): string =>
  `wal/${systemId}/${historyName(timeline)}`;

/** The history of this timeline is archived before its first segment: without it nobody would find the way to it. */
export const archiveHistory = async (
  connection: ReplicationConnection,
  server: ServerFacts,
  { store, key }: { readonly store: ObjectStore; readonly key: BackupKey },
): Promise<Buffer | undefined> => {
  const history = await historyOf(connection, server.timeline);
  if (history === undefined) return undefined;
  const name = storedHistoryName(server.systemId, server.timeline);
  if ((await store.find(name)) === undefined) {
    const content = async function* () {
      yield history;
    };
    await putSealed(store, key, name, content());
  }
  return history;
};

export interface Archived {
  readonly store: ObjectStore;
  readonly folder: string;
}

const timelinePrefix = (timeline: number): string => timeline.toString(16).toUpperCase().padStart(8, '0');

/**
 * After the last whole segment of this timeline; at the begin of one that was under way; or, where there is none, at the switch to
 * the timeline. Undefined: nothing of it was archived yet, and it is the first.
 */
export const archiveEnd = async (
  server: ServerFacts,
  { store, folder }: Archived,
  history: Buffer | undefined,
): Promise<bigint | undefined> => {
  const prefix = timelinePrefix(server.timeline);
  const after = (segment: string) => segmentOf(segment, server.segmentBytes).start + BigInt(server.segmentBytes);
  let end: bigint | undefined;
  for await (const { name } of store.list(`wal/${server.systemId}/${prefix}`)) {
    const segment = /([0-9A-F]{24})\.zst$/.exec(name)?.[1];
    if (segment !== undefined) end = after(segment);
  }
  for (const { segment, whole } of await listSpool(folder)) {
    if (!segment.startsWith(prefix)) continue;
    const at = whole ? after(segment) : segmentOf(segment, server.segmentBytes).start;
    if (end === undefined || at > end) end = at;
  }
  return end ?? (history === undefined ? undefined : segmentStart(switchIn(history), server.segmentBytes));
};
