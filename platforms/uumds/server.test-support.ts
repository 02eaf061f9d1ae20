/** A running UUM&DS for tests: on a database and a data folder of its own, on a free port. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { type Clock, systemClock } from '../../shared-services/kit/clock.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { prepareComponents } from '../../shared-services/kit/postgres/components.ts';
import { openPool } from '../../shared-services/kit/postgres/pool.ts';
import { testDatabase, testRoleSecret } from '../../shared-services/kit/postgres/test-support.ts';
import { type DemoAccounts, loadDemoAccounts } from './provider/demo-accounts.ts';
import { describeRealm } from './realm.ts';
import { startUumds, type Uumds, type UumdsSettings } from './server.ts';

export interface TestUumds extends Uumds {
  readonly pool: Pool;
  readonly dataDirectory: string;
  readonly accounts: DemoAccounts;
  /** Stops the server, starts it again on the same database and data folder; another port. */
  restart(): Promise<TestUumds>;
  /** Stops the server and removes what it had. */
  remove(): Promise<void>;
}

const migrationsDirectory = join(import.meta.dirname, 'storage', 'migrations');

const openDatabase = async () => {
  const database = await testDatabase();
  const log = silentLogger();
  const components = [{ name: 'uumds', migrationsDirectory }];
  const prepared = await prepareComponents({
    adminUrl: database.adminUrl,
    roleSecret: testRoleSecret,
    components,
    log,
  });
  const pool = openPool(prepared.get('uumds')?.connectionString ?? '', {
    maxConnections: 4,
    applicationName: 'uumds test',
    statementTimeoutMs: 5000,
    log,
  });
  return {
    pool,
    drop: async () => {
      await pool.end();
      await database.drop();
    },
  };
};

export const startTestUumds = async (more: Partial<UumdsSettings> & { clock?: Clock } = {}): Promise<TestUumds> => {
  const database = await openDatabase();
  const dataDirectory = await mkdtemp(join(tmpdir(), 'portorium-uumds-'));
  const start = async (): Promise<TestUumds> => {
    const settings = {
      pool: database.pool,
      port: 0,
      host: '127.0.0.1',
      clock: systemClock,
      log: silentLogger(),
      dataDirectory,
    };
    const server = await startUumds({ ...settings, ...more });
    return {
      ...server,
      pool: database.pool,
      dataDirectory,
      accounts: await loadDemoAccounts(dataDirectory, describeRealm()),
      restart: async () => {
        await server.stop();
        return start();
      },
      remove: async () => {
        await server.stop();
        await database.drop();
        await rm(dataDirectory, { recursive: true });
      },
    };
  };
  return start();
};

/** An access token of a system client. */
export const systemToken = async ({ issuer, accounts }: TestUumds, clientId: string): Promise<string> => {
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: accounts.clients[clientId] ?? '',
    }),
  });
  if (response.status !== 200) throw new Error(`No token: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
};
