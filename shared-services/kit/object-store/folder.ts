/** Objects as files below a folder. Written beside, made durable, then given their name: a reader never sees half of one. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type Content,
  checkName,
  checkPrefix,
  ObjectExists,
  ObjectMissing,
  type ObjectStore,
  type StoredObject,
} from './object-store.ts';

/** Of objects that are being written; no name of an object begins with a dot. */
const draftPrefix = '.draft-';

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};

const writeDurably = async (file: string, content: Content): Promise<void> => {
  const handle = await open(file, 'wx', 0o600);
  try {
    if (content instanceof Uint8Array) await handle.writeFile(content);
    else for await (const part of content) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes the folder and those above it down from `root`, each entered durably in the one above. */
const makeFolder = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
};

/** Files of a folder and below in the order of their whole names: that of S3. */
async function* filesBelow(folder: string, prefix: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  const named = entries
    .filter(({ name }) => !name.startsWith('.'))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  for (const name of named.sort()) {
    if (name.endsWith('/')) yield* filesBelow(join(folder, name), `${prefix}${name}`);
    else yield `${prefix}${name}`;
  }
}

export const openFolder = (folder: string): ObjectStore => {
  const fileOf = (name: string) => join(folder, checkName(name));
  const find: ObjectStore['find'] = async (name) => {
    const file = fileOf(name);
    const found = await stat(file).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
      throw error;
    });
    if (found === undefined || !found.isFile()) return undefined;
    return { name, bytes: found.size, modifiedAtMs: found.mtimeMs };
  };
  return {
    place: folder,
    put: async (name, content, { ifAbsent = false } = {}) => {
      const file = fileOf(name);
      await makeFolder(dirname(file));
      const draft = join(dirname(file), `${draftPrefix}${randomUUID()}`);
      try {
        await writeDurably(draft, content);
        if (ifAbsent) await link(draft, file);
        else await rename(draft, file);
        await syncFolder(dirname(file));
      } catch (error) {
        if (ifAbsent && codeOf(error) === 'EEXIST') throw new ObjectExists(name, folder);
        throw error;
      } finally {
        await rm(draft, { force: true });
      }
    },
    get: async (name) => {
      const file = fileOf(name);
      if ((await find(name)) === undefined) throw new ObjectMissing(name, folder);
      return createReadStream(file) as AsyncIterable<Uint8Array>;
    },
    find,
    list: async function* (prefix): AsyncGenerator<StoredObject> {
      checkPrefix(prefix);
      const begin = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      for await (const name of filesBelow(join(folder, begin), begin)) {
        const found = name.startsWith(prefix) ? await find(name) : undefined;
        if (found !== undefined) yield found;
      }
    },
    remove: async (name) => rm(fileOf(name), { force: true }),
  };
};
