/**
 * The PostgreSQL that comes with Portorium: started, adopted and stopped here. It outlives a killed parent, and the next
 * start takes it over; it does not outlive a parent that ends in any other way.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../logging.ts';
import { type AccountMode, chooseAccount } from './account.ts';
import { findNativeDirectory, prepareBinaries } from './binaries.ts';
import { clusterDirectory, makeCluster, readPassword, writeSettings } from './cluster.ts';
import { claim } from './owner.ts';
import { endWithUs, findPostmaster, type Postmaster, readPostmaster, stopPostmaster } from './postmaster.ts';
import { pruneLog } from './server-log.ts';
import { type Scene, startServer } from './server-process.ts';
import { embeddedSettings } from './settings.ts';
import { explain } from './trouble.ts';

export interface EmbeddedServer {
  /** Of the superuser, over the loopback, to the database `postgres`. */
  readonly connectionString: string;
  readonly port: number;
  /** The postmaster's process number. */
  readonly pid: number;
  /** Folder of the unix socket. */
  readonly socketDirectory: string;
  /** True when a server was found running that a killed process had left. */
  readonly adopted: boolean;
  /** Ends the server; more than one call is the same call. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** A folder that is the server's alone. */
  readonly dataDirectory: string;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Wished port; another one is taken when it is occupied. */
  readonly port?: number;
  /** Over `embeddedSettings`. With fsync off, as in tests, nothing survives the machine. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Narrows as whom the server may run; found out otherwise. */
  readonly accountMode?: AccountMode;
  /** Folder `native` of the programs' package; found otherwise. */
  readonly nativeDirectory?: string;
}

const fastStopTimeoutMs = 30_000;

const urlOf = (port: number, password: string): string =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;

const canLogIn = async (port: number, password: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: urlOf(port, password), connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** A server left by a killed process: taken over when it answers, awaited when it is ending. */
const adoptServer = async (cluster: string, password: () => Promise<string>): Promise<Postmaster | undefined> => {
  const deadline = performance.now() + fastStopTimeoutMs;
  for (;;) {
    const postmaster = await findPostmaster(cluster);
    if (postmaster === undefined) return undefined;
    if (postmaster.status === 'ready' && (await canLogIn(postmaster.port, await password()))) return postmaster;
    if (performance.now() > deadline) {
      throw new Error(
        `Process ${postmaster.pid} runs the database in ${cluster} but lets nobody in. End it (kill -INT ${postmaster.pid}), then start again.`,
      );
    }
    await wait(50);
  }
};

const prepareScene = async (options: EmbeddedPostgresOptions, dataDirectory: string): Promise<Scene> => {
  const nativeDirectory = options.nativeDirectory ?? findNativeDirectory();
  const binaries = await prepareBinaries(nativeDirectory, join(dataDirectory, 'lib'));
  const account = await chooseAccount(dataDirectory, binaries, options.accountMode);
  return { dataDirectory, cluster: clusterDirectory(dataDirectory), binaries, account };
};

const startOrAdopt = async (options: EmbeddedPostgresOptions, dataDirectory: string) => {
  const scene = await prepareScene(options, dataDirectory);
  const left = await adoptServer(scene.cluster, () => readPassword(dataDirectory));
  if (left !== undefined) return { postmaster: left, adopted: true };
  const settings = { ...embeddedSettings, ...options.settings };
  await makeCluster(scene.binaries, scene.account, dataDirectory, settings['fsync'] !== 'off');
  await writeSettings(dataDirectory, scene.account, settings);
  await pruneLog(join(scene.cluster, 'log'));
  return { postmaster: await startServer(scene, options.port ?? 0, options.log), adopted: false };
};

/** The handle by which the server is ended; also ends it when this process ends without a word. */
const lookAfter = (
  postmaster: Postmaster,
  logDirectory: string,
  release: () => Promise<void>,
): (() => Promise<void>) => {
  const onExit = () => endWithUs(postmaster);
  process.once('exit', onExit);
  const pruning = setInterval(() => pruneLog(logDirectory).catch(() => undefined), 60_000).unref();
  let stopping: Promise<void> | undefined;
  const end = async () => {
    clearInterval(pruning);
    await stopPostmaster(postmaster, fastStopTimeoutMs);
    process.removeListener('exit', onExit);
    await release();
  };
  return () => {
    stopping ??= end();
    return stopping;
  };
};

const makeDataDirectory = async (dataDirectory: string): Promise<void> => {
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explain(String(error), dataDirectory, error);
  }
};

/**
 * Starts the server of a data directory, making it first when it is new (about a second). Fails with a sentence that says
 * what to do: no programs for this platform, disk full, no permission, another owner, another version.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedServer> => {
  const dataDirectory = resolve(options.dataDirectory);
  await makeDataDirectory(dataDirectory);
  const release = await claim(dataDirectory).catch((error) => {
    throw 'code' in error ? explain(String(error), dataDirectory, error) : error;
  });
  try {
    const { postmaster, adopted } = await startOrAdopt(options, dataDirectory);
    const { port, pid, socketDirectory } = postmaster;
    const stop = lookAfter(postmaster, join(clusterDirectory(dataDirectory), 'log'), release);
    options.log.info({ port, pid, adopted }, 'embedded PostgreSQL is ready');
    return {
      connectionString: urlOf(port, await readPassword(dataDirectory)),
      port,
      pid,
      socketDirectory,
      adopted,
      stop,
    };
  } catch (error) {
    await release();
    throw error;
  }
};

/** The connection string of a server that another process looks after; undefined when none runs. For tools. */
export const runningServer = async (dataDirectory: string): Promise<string | undefined> => {
  const cluster = clusterDirectory(resolve(dataDirectory));
  const postmaster = await readPostmaster(cluster);
  if (postmaster?.status !== 'ready') return undefined;
  const password = await readPassword(dataDirectory);
  return (await canLogIn(postmaster.port, password)) ? urlOf(postmaster.port, password) : undefined;
};
