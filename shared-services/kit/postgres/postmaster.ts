/** The server's main process, known by the file postmaster.pid. */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isAlive, signal } from './process-table.ts';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly socketDirectory: string;
  /** starting, ready, stopping, standby */
  readonly status: string;
}

const pidFile = (cluster: string): string => join(cluster, 'postmaster.pid');

/** Lines: process, data directory, start time, port, socket directory, address, shared memory, status. */
export const readPostmaster = async (cluster: string): Promise<Postmaster | undefined> => {
  const lines = (await readFile(pidFile(cluster), 'utf8').catch(() => '')).split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), socketDirectory: lines[4] ?? '', status: lines[7] ?? '' };
};

const commandOf = async (pid: number): Promise<string> => {
  try {
    return (await promisify(execFile)('ps', ['-o', 'comm=', '-p', String(pid)])).stdout;
  } catch {
    return readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  }
};

/**
 * Whether the process is the server of this cluster, and not another one that got its number later (usual in containers
 * that are started again). A server works in its cluster's folder. Where that cannot be seen, any PostgreSQL is believed:
 * removing the lock of a living server would destroy the data.
 */
const servesCluster = async (pid: number, cluster: string): Promise<boolean> => {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster));
  } catch {
    return /postgres/.test(await commandOf(pid));
  }
};

/** The living server of the cluster; removes a lock file that names a zombie or a stranger, over which PostgreSQL stumbles. */
export const findPostmaster = async (cluster: string): Promise<Postmaster | undefined> => {
  const postmaster = await readPostmaster(cluster);
  if (postmaster === undefined) return undefined;
  if ((await isAlive(postmaster.pid)) && (await servesCluster(postmaster.pid, cluster))) return postmaster;
  await rm(pidFile(cluster), { force: true });
  if (postmaster.socketDirectory !== '') await removeSocketDirectory(postmaster.socketDirectory);
  return undefined;
};

/** Only a folder that the launcher made in the system's folder for temporary files. */
const isTemporary = (directory: string): boolean => /\/portorium-pg-[^/]+$/.test(directory);

export const removeSocketDirectory = async (directory: string): Promise<void> => {
  if (isTemporary(directory)) await rm(directory, { recursive: true, force: true }).catch(() => undefined);
};

/** For the last moment of a process: the server ends after it. */
export const endWithUs = ({ pid, socketDirectory }: Postmaster): void => {
  signal(pid, 'SIGINT');
  if (isTemporary(socketDirectory)) rmSync(socketDirectory, { recursive: true, force: true });
};

const waitUntilGone = async (pid: number, timeoutMs: number): Promise<boolean> => {
  const deadline = performance.now() + timeoutMs;
  while (await isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await wait(10);
  }
  return true;
};

/**
 * Fast shutdown (SIGINT: transactions are rolled back, everything is written), then immediate shutdown (SIGQUIT: the next
 * start recovers). Fails when the process outlives both.
 */
export const stopPostmaster = async ({ pid, socketDirectory }: Postmaster, fastTimeoutMs: number): Promise<void> => {
  signal(pid, 'SIGINT');
  if (!(await waitUntilGone(pid, fastTimeoutMs))) {
    signal(pid, 'SIGQUIT');
    if (!(await waitUntilGone(pid, 10_000))) {
      throw new Error(
        `The embedded PostgreSQL (process ${pid}) does not end. Look at what its disk is doing, then: kill -9 ${pid}`,
      );
    }
  }
  await removeSocketDirectory(socketDirectory);
};
