/** What an installation keeps beside its database: certificates, keys, secrets. All of the data folder but the cluster. */
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';

/** Of `postgresql/` the password alone: the cluster is copied by PostgreSQL, the rest is made at each start. */
const isWanted = (path: string): boolean => !path.startsWith('postgresql/') || path === 'postgresql/superuser-password';

const filesBelow = async (folder: string, prefix = ''): Promise<string[]> => {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = `${prefix}${entry.name}`;
      // Nobody but the server may read some of its folders, and nothing in them is wanted.
      if (path === 'postgresql') return isWanted(`${path}/superuser-password`) ? [`${path}/superuser-password`] : [];
      if (entry.isDirectory()) return filesBelow(folder, `${path}/`);
      return entry.isFile() && isWanted(path) ? [path] : [];
    }),
  );
  return found.flat().sort();
};

export interface Bundle {
  readonly tar: AsyncIterable<Buffer>;
  /** Once `tar` was taken whole. */
  count(): number;
}

/** A file that goes while it is read (a draft, a lock) is left out. */
export const bundleOf = (folder: string): Bundle => {
  let count = 0;
  const packed = pack();
  const add = async (path: string) => {
    const file = join(folder, path);
    const facts = await lstat(file).catch(() => undefined);
    if (facts === undefined) return;
    const entry = packed.entry({ name: path, size: facts.size, mode: facts.mode & 0o777, mtime: facts.mtime });
    await pipeline(createReadStream(file, facts.size === 0 ? {} : { end: facts.size - 1 }), entry);
    count += 1;
  };
  const fill = async () => {
    for (const path of await filesBelow(folder)) await add(path);
    packed.finalize();
  };
  fill().catch((error: Error) => packed.destroy(error));
  return { tar: packed as unknown as AsyncIterable<Buffer>, count: () => count };
};
