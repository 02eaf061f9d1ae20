/** The embedded server's own log: bounded, and read when the server does not start. */
import { open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const keptFiles = 10;
const tailBytes = 4096;

/** Names sort by time. */
const logFiles = async (directory: string): Promise<string[]> =>
  (await readdir(directory).catch(() => [])).filter((name) => name.startsWith('postgresql-')).sort();

/** Keeps the newest ten files, each of about 10 MB. */
export const pruneLog = async (directory: string): Promise<void> => {
  const old = (await logFiles(directory)).slice(0, -keptFiles);
  await Promise.all(old.map((name) => rm(join(directory, name), { force: true })));
};

const readTail = async (file: string): Promise<string> => {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(tailBytes),
      0,
      tailBytes,
      Math.max(0, size - tailBytes),
    );
    return buffer.subarray(0, bytesRead).toString();
  } finally {
    await handle.close();
  }
};

/** What the server said last: before its log was open, and in its newest log file. */
export const lastWords = async (directory: string, startupFile: string): Promise<string> => {
  const newest = (await logFiles(directory)).at(-1);
  const early = await readFile(startupFile, 'utf8').catch(() => '');
  return early + (newest === undefined ? '' : await readTail(join(directory, newest)).catch(() => ''));
};
