/** Starts one server process and waits until it lets people in. */
import { spawn } from 'node:child_process';
import { chown, mkdir, mkdtemp, open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '../logging.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { type Postmaster, readPostmaster, removeSocketDirectory } from './postmaster.ts';
import { signal } from './process-table.ts';
import { programEnvironment } from './program.ts';
import { lastWords } from './server-log.ts';
import { explain } from './trouble.ts';

/** Recovery after a crash reads up to max_wal_size. */
const readyTimeoutMs = 300_000;
const startAttempts = 8;

const freePort = (wished: number): Promise<number> =>
  new Promise((found, failed) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      wished !== 0 && (error.code === 'EADDRINUSE' || error.code === 'EACCES') ? found(freePort(0)) : failed(error),
    );
    server.listen(wished, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** A socket's whole path is limited to about 100 characters, and commas separate folders. */
const fitsSocket = /^[\w/.-]{1,80}$/;

/** Beside the cluster where the path allows, else in a folder of a name that nobody can guess. */
const makeSocketDirectory = async ({ dataDirectory, account }: Scene): Promise<string> => {
  const beside = join(dataDirectory, 'socket');
  const base = tmpdir().length > 60 ? '/tmp' : tmpdir();
  if (fitsSocket.test(beside)) await mkdir(beside, { recursive: true, mode: 0o700 });
  const directory = fitsSocket.test(beside) ? beside : await mkdtemp(join(base, 'portorium-pg-'));
  if (account.mode === 'system-user') await chown(directory, account.uid, account.gid);
  return directory;
};

/** What one start needs to know. */
export interface Scene {
  readonly dataDirectory: string;
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly account: Account;
}

/** Apart from our terminal: Ctrl-C must not reach the server before the processes that use it have ended. */
const spawnServer = async ({ cluster, binaries, account, dataDirectory }: Scene, port: number, sockets: string) => {
  const early = await open(join(dataDirectory, 'startup.log'), 'w', 0o600);
  const { file, args, ...ids } = account.as(binaries.postgres, [
    ...['-D', cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
    ...['-c', `unix_socket_directories=${sockets}`, '-c', 'unix_socket_permissions=0700'],
  ]);
  try {
    const stdio = ['ignore' as const, early.fd, early.fd];
    const child = spawn(file, args, { ...ids, env: programEnvironment(binaries), cwd: '/', detached: true, stdio });
    child.once('error', () => undefined); // seen as a process that never became ready
    child.unref();
    return child;
  } finally {
    await early.close();
  }
};

type Attempt = { readonly postmaster: Postmaster } | { readonly said: string };

const attemptStart = async (scene: Scene, port: number): Promise<Attempt> => {
  const sockets = await makeSocketDirectory(scene);
  const child = await spawnServer(scene, port, sockets);
  const deadline = performance.now() + readyTimeoutMs;
  while (
    child.exitCode === null &&
    child.signalCode === null &&
    child.pid !== undefined &&
    performance.now() < deadline
  ) {
    const postmaster = await readPostmaster(scene.cluster);
    if (postmaster?.pid === child.pid && postmaster.status === 'ready') return { postmaster };
    await wait(5);
  }
  if (child.pid !== undefined && child.exitCode === null) signal(child.pid, 'SIGINT');
  await removeSocketDirectory(sockets);
  return { said: await lastWords(join(scene.cluster, 'log'), join(scene.dataDirectory, 'startup.log')) };
};

const portTaken = /Address already in use/;
/** Backends of a killed server that have not noticed yet. */
const lastOneLingers = /shared memory block.*still in use|lock file "postmaster.pid" already exists/;

/** Takes another port when the wished one is occupied; fails with what to do. */
export const startServer = async (scene: Scene, wishedPort: number, log: Pick<Logger, 'warn'>): Promise<Postmaster> => {
  let said = '';
  for (let attempt = 0; attempt < startAttempts; attempt += 1) {
    const port = await freePort(attempt === 0 ? wishedPort : 0);
    if (wishedPort !== 0 && port !== wishedPort)
      log.warn({ wishedPort, port }, 'the wished database port is taken: another one is used');
    const result = await attemptStart(scene, port);
    if ('postmaster' in result) return result.postmaster;
    said = result.said;
    if (lastOneLingers.test(said)) await wait(500);
    else if (!portTaken.test(said)) break;
  }
  throw explain(said, scene.dataDirectory);
};
