/** A server of its own with the tables of this application, which a test may kill. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { silentLogger } from '../kit/logging.ts';
import { prepareComponents } from '../kit/postgres/components.ts';
import { ensureDatabase } from '../kit/postgres/databases.ts';
import { type EmbeddedServer, startEmbeddedPostgres } from '../kit/postgres/launcher.ts';
import { testRoleSecret } from '../kit/postgres/test-support.ts';

export const waitFor = async <T>(what: string, look: () => Promise<T | undefined>, timeoutMs = 120_000): Promise<T> => {
  const untilMs = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    const found = await look().catch((error: unknown) => {
      last = error;
      return undefined;
    });
    if (found !== undefined) return found;
    if (performance.now() > untilMs) throw new Error(`${what}: not within ${timeoutMs} ms`, { cause: last });
    await sleep(50);
  }
};

export interface OwnServer {
  /** With `data` (as PORTORIUM_DATA), `store`, `spool`. */
  readonly folder: string;
  readonly data: string;
  readonly adminUrl: string;
  /** Of the application's own role. */
  readonly componentUrl: string;
  readonly client: pg.Client;
  readonly server: EmbeddedServer;
  /** Removes everything, also after the server was killed. */
  remove(): Promise<void>;
}

/** Small, since several may run; durable as in operation, since that is what is tried. */
const serverSettings = { shared_buffers: '32MB', min_wal_size: '80MB', wal_keep_size: '0' };

export const openAt = async (dataDirectory: string) => {
  const server = await startEmbeddedPostgres({ dataDirectory, log: silentLogger(), settings: serverSettings });
  const adminUrl = await ensureDatabase(server.connectionString, 'portorium');
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  return { server, adminUrl, client };
};

export const startOwnServer = async (): Promise<OwnServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'portorium-keeper-'));
  const data = join(folder, 'data');
  const { server, adminUrl, client } = await openAt(join(data, 'postgresql'));
  const migrationsDirectory = join(import.meta.dirname, 'storage/migrations');
  const prepared = await prepareComponents({
    adminUrl,
    roleSecret: testRoleSecret,
    components: [{ name: 'backup-restore', migrationsDirectory }],
    log: silentLogger(),
  });
  await client.query('create table entered (id int primary key, at timestamptz not null default clock_timestamp())');
  return {
    ...{ folder, data, adminUrl, client, server },
    componentUrl: prepared.get('backup-restore')!.connectionString,
    remove: async () => {
      await client.end().catch(() => undefined);
      await server.stop().catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
