/** The files of one embedded server: made once, whole or not at all. */
import { randomBytes } from 'node:crypto';
import { appendFile, chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { type Ended, programEnvironment, runToEnd } from './program.ts';
import { explain } from './trouble.ts';

export const clusterDirectory = (dataDirectory: string): string => join(dataDirectory, 'cluster');
const passwordFile = (dataDirectory: string): string => join(dataDirectory, 'superuser-password');

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const syncPath = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
};

/** The superuser's password: random, in a file that only its owner reads. */
export const readPassword = async (dataDirectory: string): Promise<string> => {
  try {
    return (await readFile(passwordFile(dataDirectory), 'utf8')).trim();
  } catch (cause) {
    const file = passwordFile(dataDirectory);
    throw new Error(`The password of the database cannot be read: ${file}. Restore that file from the backup.`, {
      cause,
    });
  }
};

const makePassword = async (dataDirectory: string, account: Account): Promise<void> => {
  const file = passwordFile(dataDirectory);
  if (await exists(file)) return; // an initdb that was cut short left it; no cluster knows it yet
  await writeFile(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  if (account.mode === 'system-user') await chown(file, account.uid, account.gid);
};

const initdb = (
  binaries: Binaries,
  account: Account,
  directory: string,
  dataDirectory: string,
  more: string[],
): Promise<Ended> =>
  runToEnd(
    account.as(binaries.initdb, [
      ...[`--pgdata=${directory}`, '--username=postgres', `--pwfile=${passwordFile(dataDirectory)}`],
      ...['--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums', ...more],
    ]),
    programEnvironment(binaries),
  );

/** Order by code point, so that indexes depend on no library's version and move to any server. */
const initialise = async (
  binaries: Binaries,
  account: Account,
  directory: string,
  dataDirectory: string,
  sync: string[],
): Promise<void> => {
  const first = await initdb(binaries, account, directory, dataDirectory, ['--locale=C.UTF-8', ...sync]);
  const ended = /invalid locale name/.test(first.said)
    ? await initdb(binaries, account, directory, dataDirectory, ['--locale=C', ...sync])
    : first;
  if (ended.code !== 0) throw explain(ended.said, dataDirectory);
};

const makeEmpty = async (directory: string, account: Account): Promise<void> => {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { mode: 0o700 });
  if (account.mode === 'system-user') await chown(directory, account.uid, account.gid);
};

/**
 * Makes the cluster when there is none. A start that is killed meanwhile leaves nothing that the next would take for whole.
 * `durable` is false for tests only: the new files are then left to the system to write.
 */
export const makeCluster = async (
  binaries: Binaries,
  account: Account,
  dataDirectory: string,
  durable: boolean,
): Promise<void> => {
  const cluster = clusterDirectory(dataDirectory);
  if (await exists(cluster)) return;
  await makePassword(dataDirectory, account);
  const draft = `${cluster}.new`;
  await makeEmpty(draft, account);
  await initialise(binaries, account, draft, dataDirectory, durable ? [] : ['--no-sync']);
  await appendFile(join(draft, 'postgresql.conf'), "\ninclude_if_exists = 'portorium.conf'\n", { flush: true });
  await rename(draft, cluster);
  await syncPath(dataDirectory);
};

/** Written at each start. `ALTER SYSTEM` still has the last word. */
export const writeSettings = async (
  dataDirectory: string,
  account: Account,
  settings: Readonly<Record<string, string>>,
): Promise<void> => {
  const file = join(clusterDirectory(dataDirectory), 'portorium.conf');
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
  await writeFile(file, `# Written by Portorium at each start: change with ALTER SYSTEM.\n${lines.join('')}`, {
    mode: 0o600,
  });
  if (account.mode === 'system-user') await chown(file, account.uid, account.gid);
};
