/** A fresh database for a test: on one embedded server per test process, or on the server of TEST_DATABASE_URL. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLogger } from '../logging.ts';
import { withClient } from './client.ts';
import { createDatabase, dropDatabase } from './databases.ts';
import { type EmbeddedServer, startEmbeddedPostgres } from './launcher.ts';

export interface TestDatabase {
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** Roles are the whole server's: tests that derive their passwords from one secret do not lock each other out. */
export const testRoleSecret = 'role secret of tests, and of tests only';

/** No fsync: what a test wrote need not survive the machine. Small, since several test processes may run at once. */
const testSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  min_wal_size: '80MB',
  max_wal_size: '1GB',
};

/**
 * Ends the server and removes its folder when this process ends, however it ends: the shell's input closes then.
 * (A handler of ours would not run after kill -9.) After a clean stop there is no postmaster.pid, and nothing to end.
 */
const guard = (folder: string): void => {
  const script = `
    trap "" INT TERM HUP
    cat >/dev/null
    pid=$(head -n 1 "$1/database/cluster/postmaster.pid" 2>/dev/null)
    if [ -n "$pid" ]; then
      kill -INT "$pid" 2>/dev/null; n=0
      while kill -0 "$pid" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done
      kill -KILL "$pid" 2>/dev/null
    fi
    rm -rf "$1"`;
  const guardian = spawn('/bin/sh', ['-c', script, 'sh', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guardian.unref();
  (guardian.stdin as unknown as { unref(): void }).unref();
};

const startServer = async (): Promise<EmbeddedServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'portorium-test-'));
  guard(folder);
  return startEmbeddedPostgres({
    dataDirectory: join(folder, 'database'),
    log: silentLogger(),
    settings: testSettings,
  });
};

let server: Promise<EmbeddedServer> | undefined;

const serverUrl = async (): Promise<string> => {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  server ??= startServer();
  return (await server).connectionString;
};

const leaveWithinMs = 2000;

/** A connection that was just closed may still be on its way out: who is cut off meanwhile is told so, and fails a test. */
const connectionsHaveLeft = (url: string, name: string): Promise<void> =>
  withClient(url, async (client) => {
    const untilMs = Date.now() + leaveWithinMs;
    const isInUse = async () =>
      (await client.query('select 1 from pg_stat_activity where datname = $1 limit 1', [name])).rowCount !== 0;
    while (Date.now() < untilMs && (await isInUse())) await sleep(20);
  });

export const testDatabase = async (): Promise<TestDatabase> => {
  const url = await serverUrl();
  const name = `portorium_test_${randomBytes(6).toString('hex')}`;
  const drop = async () => {
    await connectionsHaveLeft(url, name);
    await dropDatabase(url, name);
  };
  return { adminUrl: await createDatabase(url, name), drop };
};

/** By the mocha root hook, after the last test. */
export const stopTestServer = async (): Promise<void> => {
  const running = server;
  server = undefined;
  await (await running)?.stop();
};
