/**
 * As whom the server runs. PostgreSQL refuses root, so root runs it either in a user namespace, where root's own files
 * look like an ordinary user's, or as a system user. The two leave files of different owners: a data directory keeps the
 * way it was made.
 */
import { chown, mkdtemp, readFile, rmdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { type Program, programEnvironment, runToEnd } from './program.ts';

export type AccountMode = 'direct' | 'namespace' | 'system-user';

export interface Account {
  readonly mode: AccountMode;
  /** Who owns the files, as seen outside any namespace. */
  readonly uid: number;
  readonly gid: number;
  /** The program as it has to be started so that it runs under this account. */
  as(file: string, args: readonly string[]): Program;
}

interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const readUsers = async (): Promise<readonly User[]> =>
  (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name as string, uid: Number(uid), gid: Number(gid) }));

const direct = (uid: number, gid: number): Account => ({
  mode: 'direct',
  uid,
  gid,
  as: (file, args) => ({ file, args }),
});

/** Inside, we look like a user whom initdb can find by number: `nobody` where there is one. */
const namespace = (uid: number, gid: number, inside: User): Account => ({
  mode: 'namespace',
  uid,
  gid,
  as: (file, args) => ({
    file: 'unshare',
    args: ['--user', `--map-user=${inside.uid}`, `--map-group=${inside.gid}`, file, ...args],
  }),
});

const systemUser = ({ uid, gid }: User): Account => ({
  mode: 'system-user',
  uid,
  gid,
  as: (file, args) => ({ file, args, uid, gid }),
});

/** Below /root (0700) a system user reaches neither programs nor data: it keeps the one capability that lets it pass. */
const systemUserWithPassage = ({ uid, gid }: User): Account => ({
  mode: 'system-user',
  uid,
  gid,
  as: (file, args) => ({
    file: 'setpriv',
    args: [
      ...[`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'],
      ...['--inh-caps=+dac_override', '--ambient-caps=+dac_override'],
      '--securebits=+no_setuid_fixup', // else access(2), by which initdb looks for postgres, forgets the capability
      file,
      ...args,
    ],
  }),
});

const addSystemUser = async (binaries: Binaries): Promise<User | undefined> => {
  const args = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'portorium'];
  await runToEnd({ file: 'useradd', args }, programEnvironment(binaries));
  return (await readUsers()).find(({ name }) => name === 'portorium');
};

const findSystemUser = async (binaries: Binaries, remembered: Remembered | undefined): Promise<User | undefined> => {
  if (remembered !== undefined) return { name: 'remembered', uid: remembered.uid, gid: remembered.gid };
  const users = await readUsers();
  const found = users.find(({ name }) => name === 'portorium') ?? users.find(({ name }) => name === 'postgres');
  return found ?? (await addSystemUser(binaries));
};

const hasName = (): boolean => {
  try {
    return userInfo().username !== '';
  } catch {
    return false; // a container started with a bare user number, which initdb refuses
  }
};

interface Remembered {
  readonly mode: AccountMode;
  readonly uid: number;
  readonly gid: number;
}

const memoryFile = (dataDirectory: string): string => join(dataDirectory, 'account.json');

const recall = async (dataDirectory: string): Promise<Remembered | undefined> => {
  try {
    return JSON.parse(await readFile(memoryFile(dataDirectory), 'utf8')) as Remembered;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const insideUser = async (): Promise<User | undefined> => {
  const users = await readUsers();
  return users.find(({ name }) => name === 'nobody') ?? users.find(({ uid }) => uid !== 0);
};

/** The ways this process could run the server, best first. */
async function* waysToRun(binaries: Binaries, remembered: Remembered | undefined, mode: AccountMode | undefined) {
  const [uid, gid] = [process.geteuid?.() ?? -1, process.getegid?.() ?? -1];
  const wished = (candidate: AccountMode) => mode === undefined || mode === candidate;
  if (uid !== 0 && wished('direct') && hasName()) yield direct(uid, gid);
  const inside = await insideUser();
  if (inside !== undefined && wished('namespace')) yield namespace(uid, gid, inside);
  if (uid !== 0 || !wished('system-user')) return;
  const user = await findSystemUser(binaries, remembered?.mode === 'system-user' ? remembered : undefined);
  if (user === undefined) return;
  yield systemUser(user);
  yield systemUserWithPassage(user);
}

/** Undefined when the programs run under the account and the data directory can be written; else what was said. */
const tryOut = async (account: Account, binaries: Binaries, dataDirectory: string): Promise<string | undefined> => {
  const place = await mkdtemp(join(dataDirectory, 'try-'));
  try {
    if (account.mode === 'system-user') await chown(place, account.uid, account.gid);
    const script = 'test -w "$2" || { echo "cannot write $2"; exit 1; }; exec "$1" --version';
    const program = account.as('sh', ['-c', script, 'sh', binaries.postgres, place]);
    const { code, said } = await runToEnd(program, programEnvironment(binaries));
    return code === 0 ? undefined : `${account.mode}: ${said.trim() || `ended with code ${code}`}`;
  } finally {
    await rmdir(place);
  }
};

const noWay = (dataDirectory: string, remembered: Remembered | undefined, attempts: readonly string[]): Error =>
  new Error(
    `The embedded PostgreSQL cannot be run by this user (${attempts.join('; ') || 'no way to run it was found'}). ` +
      'Run Portorium as an ordinary user that has an entry in /etc/passwd and may write the data directory, ' +
      'or set DATABASE_URL to a PostgreSQL server.' +
      (remembered === undefined
        ? ''
        : ` The data directory was made in the mode '${remembered.mode}' and is only run that way; to change, give ` +
          `${join(dataDirectory, 'cluster')} to another owner (chown -R) and delete ${memoryFile(dataDirectory)}.`),
  );

const refuseOtherOwner = (dataDirectory: string, remembered: Remembered, account: Account): void => {
  if (remembered.uid === account.uid) return;
  throw new Error(
    `The database in ${dataDirectory} belongs to user id ${remembered.uid} (made in the mode '${remembered.mode}'), but this ` +
      `process would run it as user id ${account.uid} (mode '${account.mode}'). Start Portorium as the user that made it, or ` +
      `give it away: chown -R ${account.uid}:${account.gid} ${dataDirectory} && rm ${memoryFile(dataDirectory)}`,
  );
};

/**
 * Chooses the account and remembers it in the data directory. `mode` narrows the choice.
 * Fails with what to do when there is no way, or when the data directory belongs to another way.
 */
export const chooseAccount = async (
  dataDirectory: string,
  binaries: Binaries,
  mode?: AccountMode,
): Promise<Account> => {
  const remembered = await recall(dataDirectory);
  const attempts: string[] = [];
  // Root keeps to the remembered mode; other users own the files in either of their modes.
  const kept = process.geteuid?.() === 0 && remembered?.mode !== 'direct' ? remembered?.mode : undefined;
  for await (const account of waysToRun(binaries, remembered, mode ?? kept)) {
    if (remembered !== undefined) refuseOtherOwner(dataDirectory, remembered, account);
    const complaint = await tryOut(account, binaries, dataDirectory);
    if (complaint !== undefined) {
      attempts.push(complaint);
      continue;
    }
    const { mode: chosen, uid, gid } = account;
    if (remembered === undefined)
      await writeFile(memoryFile(dataDirectory), JSON.stringify({ mode: chosen, uid, gid }));
    return account;
  }
  throw noWay(dataDirectory, remembered, attempts);
};
