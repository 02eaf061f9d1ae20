/** Takes a backup: the cluster while it works, the files of the installation, and, last, the entry by which it is found. */
import type { Clock } from '../../kit/clock.ts';
import type { ObjectStore } from '../../kit/object-store/object-store.ts';
import { beginBaseBackup } from '../replication/base-backup.ts';
import { connectReplication } from '../replication/connection.ts';
import { identify, type ServerFacts } from '../replication/log-stream.ts';
import type { BackupKey } from '../seal/key.ts';
import { compressed, putSealed } from './archive.ts';
import { type BackupEntry, newBackupId, objectsOf, writeEntry } from './catalogue.ts';
import { bundleOf } from './files.ts';

export interface TakeParts {
  /** Of a role that may replicate; any database. */
  readonly connectionString: string;
  readonly store: ObjectStore;
  readonly key: BackupKey;
  /** Data folder of the installation; absent: the database alone. */
  readonly dataDirectory?: string;
  readonly clock: Clock;
}

const factsOfServer = async (connectionString: string): Promise<ServerFacts> => {
  const connection = await connectReplication(connectionString, 'portorium_base_backup');
  try {
    return await identify(connection);
  } finally {
    await connection.end();
  }
};

const sizeOf = async (store: ObjectStore, id: string): Promise<number> => {
  let bytes = 0;
  for await (const one of store.list(`base/${id}/`)) bytes += one.bytes;
  return bytes;
};

async function* once(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

const takeCluster = async ({ connectionString, store, key }: TakeParts, id: string) => {
  const objects = objectsOf(id);
  const base = await beginBaseBackup(connectionString, `portorium ${id}`);
  try {
    await putSealed(store, key, objects.base, compressed(base.tar));
    const facts = base.facts();
    await putSealed(store, key, objects.manifest, once(facts.manifest));
    return facts;
  } finally {
    await base.end();
  }
};

const takeFiles = async ({ store, key, dataDirectory }: TakeParts, id: string): Promise<number> => {
  if (dataDirectory === undefined) return 0;
  const bundle = bundleOf(dataDirectory);
  await putSealed(store, key, objectsOf(id).files, compressed(bundle.tar));
  return bundle.count();
};

/** What is broken off leaves no entry: it is not offered, and is swept up later. */
export const takeBackup = async (parts: TakeParts): Promise<BackupEntry> => {
  const { store, key, clock } = parts;
  const startedAtMs = clock.nowMs();
  const id = newBackupId(startedAtMs);
  const server = await factsOfServer(parts.connectionString);
  const facts = await takeCluster(parts, id);
  const files = await takeFiles(parts, id);
  const entry: BackupEntry = {
    id,
    startedAtMs,
    completedAtMs: clock.nowMs(),
    systemId: server.systemId,
    postgresVersion: server.version,
    segmentBytes: server.segmentBytes,
    timeline: facts.timeline,
    beginsAt: facts.beginsAt,
    endsAt: facts.endsAt,
    files,
    bytes: await sizeOf(store, id),
  };
  await writeEntry(store, key, entry);
  return entry;
};
