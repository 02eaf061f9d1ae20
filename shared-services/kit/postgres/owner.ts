/** One process at a time looks after an embedded server. What a killed process left behind counts for nothing. */
import { link, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startMark } from './process-table.ts';

interface Owner {
  readonly pid: number;
  readonly startMark: string | undefined;
}

const parse = (text: string): Owner | undefined => {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return undefined;
  }
};

const readOwner = async (file: string): Promise<Owner | undefined> =>
  parse(await readFile(file, 'utf8').catch(() => ''));

const lives = async (owner: Owner | undefined): Promise<boolean> =>
  owner !== undefined && (await startMark(owner.pid)) === owner.startMark;

const place = async (file: string, text: string): Promise<boolean> => {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o600 });
  try {
    await link(draft, file); // a link is made whole or not at all, so nobody reads half an owner
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
};

/** Returns the release. Fails when a living process has the data directory. PostgreSQL's own lock stands behind this one. */
export const claim = async (dataDirectory: string): Promise<() => Promise<void>> => {
  const file = join(dataDirectory, 'owner.json');
  const text = JSON.stringify({ pid: process.pid, startMark: await startMark(process.pid) } satisfies Owner);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await place(file, text)) return () => rm(file, { force: true });
    const owner = await readOwner(file);
    if (await lives(owner)) {
      throw new Error(
        `The database in ${dataDirectory} is looked after by process ${owner?.pid}, which is running. ` +
          'Stop it first, or give this one another data directory.',
      );
    }
    await rm(file, { force: true });
  }
  throw new Error(`${file} could not be made: other processes start with the same data directory at this moment.`);
};
