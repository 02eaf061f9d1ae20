/** An online copy of a whole cluster: `BASE_BACKUP` of the replication protocol (manual, 54.4), as pg_basebackup takes it. */
import { type CopyStream, connectReplication } from './connection.ts';

export interface BaseBackup {
  /** The tar of the data directory, with the log that makes it consistent; to be taken before the facts are asked for. */
  readonly tar: AsyncIterable<Buffer>;
  /** Once `tar` was taken whole. */
  facts(): BaseBackupFacts;
  end(): Promise<void>;
}

export interface BaseBackupFacts {
  /** PostgreSQL's own list of the files with their SHA-256 (backup_manifest). */
  readonly manifest: Buffer;
  readonly beginsAt: string;
  readonly endsAt: string;
  readonly timeline: number;
}

const kindOf = { archive: 0x6e, data: 0x64, manifest: 0x6d, progress: 0x70 } as const;

const nothing = Buffer.alloc(0);

/** A copy holds archives one after the other and then the manifest; data belong to what was named last. */
async function* tarOf(parts: AsyncIterable<Buffer>, manifest: Buffer[]): AsyncGenerator<Buffer> {
  let archives = 0;
  let inManifest = false;
  for await (const part of parts) {
    if (part[0] === kindOf.archive) archives += 1;
    if (archives > 1)
      throw new Error('the cluster has tablespaces of its own: they are not backed up; move their tables first');
    if (part[0] === kindOf.manifest) inManifest = true;
    if (part[0] !== kindOf.data) continue;
    if (inManifest) manifest.push(part.subarray(1));
    else yield part.subarray(1);
  }
}

const factsOf = ({ rows }: CopyStream, manifest: readonly Buffer[]): BaseBackupFacts => {
  // First result: where it begins; second: its tablespaces; last: where it ends.
  const [begin, end] = [rows[0], rows.at(-1)];
  if (begin?.[0] == null || end?.[0] == null || manifest.length === 0)
    throw new Error('the server did not finish its base backup');
  return {
    manifest: Buffer.concat([nothing, ...manifest]),
    beginsAt: begin[0],
    endsAt: end[0],
    timeline: Number(end[1]),
  };
};

/** @param label  written into backup_label of the copy */
export const beginBaseBackup = async (connectionString: string, label: string): Promise<BaseBackup> => {
  const connection = await connectReplication(connectionString, 'portorium_base_backup');
  const manifest: Buffer[] = [];
  const options = [
    `LABEL '${label.replaceAll("'", "''")}'`,
    "CHECKPOINT 'fast'",
    'WAL true',
    "MANIFEST 'yes'",
    "MANIFEST_CHECKSUMS 'SHA256'",
  ];
  const copy = connection.copy(`BASE_BACKUP (${options.join(', ')})`);
  return { tar: tarOf(copy.parts, manifest), facts: () => factsOf(copy, manifest), end: connection.end };
};
