/**
 * `npm run test:backup`: backups of the operating system's own PostgreSQL (Debian's 15), held against its own pg_verifybackup, and
 * restored into a cluster that its own server recovers.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../../journeys/support/constellation.ts';
import { systemClock } from '../../kit/clock.ts';
import { silentLogger } from '../../kit/logging.ts';
import { openFolder } from '../../kit/object-store/folder.ts';
import { readWhole } from '../../kit/object-store/object-store.ts';
import { testDatabase } from '../../kit/postgres/test-support.ts';
import { getSealed } from '../backup/archive.ts';
import { objectsOf } from '../backup/catalogue.ts';
import { takeBackup } from '../backup/take.ts';
import { verifyBackup } from '../backup/verify.ts';
import { restoreCluster } from '../restore/restore.ts';
import { keyOf } from '../seal/key.ts';
import { waitFor } from '../test-support.ts';

const key = keyOf('9e'.repeat(32));
const programs = dirname(globSync('/usr/lib/postgresql/*/bin/pg_verifybackup').sort().at(-1) ?? '');

/** PostgreSQL refuses root. */
const asServer = (file: string, args: readonly string[]): [string, string[]] =>
  process.geteuid?.() === 0
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--init-groups', '--', file, ...args]]
    : [file, [...args]];

describe('a backup of the PostgreSQL of the operating system', () => {
  it('is sound to pg_verifybackup, and recovered by the server itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portorium-interop-'));
    chmodSync(folder, 0o755);
    const database = await testDatabase();
    const client = new pg.Client({ connectionString: database.adminUrl });
    await client.connect();
    let server: ReturnType<typeof spawn> | undefined;
    try {
      await client.query('create table entered as select generate_series(1, 1000) as id');
      const store = openFolder(join(folder, 'store'));
      const entry = await takeBackup({ connectionString: database.adminUrl, store, key, clock: systemClock });
      assert.ok((await verifyBackup(store, key, entry.id)).sound);
      const cluster = join(folder, 'cluster');
      await restoreCluster(cluster, { store, key, spool: undefined, log: silentLogger(), tell: () => {} });
      await writeFile(
        join(cluster, 'backup_manifest'),
        await readWhole(await getSealed(store, key, objectsOf(entry.id).manifest)),
      );
      execFileSync(join(programs, 'pg_verifybackup'), ['--no-parse-wal', cluster]);
      if (process.geteuid?.() === 0) execFileSync('chown', ['-R', 'postgres:', cluster]);
      const port = await freePort();
      const [file, args] = asServer(join(programs, 'postgres'), [
        '-D',
        cluster,
        '-p',
        String(port),
        '-k',
        '',
        '-c',
        'max_connections=200',
      ]);
      server = spawn(file, args, { cwd: '/', stdio: 'ignore' });
      const restored = new URL(database.adminUrl);
      restored.port = String(port);
      const count = await waitFor('the server has recovered', async () => {
        const reader = new pg.Client({ connectionString: restored.href });
        await reader.connect();
        const { rows } = await reader.query<{ count: number; recovering: boolean }>(
          'select count(*)::int as count, pg_is_in_recovery() as recovering from entered',
        );
        await reader.end();
        return rows[0]?.recovering === false ? rows[0].count : undefined;
      });
      assert.notEqual(restored.href, database.adminUrl);
      assert.equal(count, 1000);
    } finally {
      if (server?.exitCode === null && server.signalCode === null) {
        const ended = new Promise((resolve) => server?.once('exit', resolve));
        server.kill('SIGINT');
        await ended;
      }
      await client.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
