import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { silentLogger } from '../logging.ts';
import { withClient } from './client.ts';
import { openPool } from './pool.ts';
import { type TestDatabase, testDatabase } from './test-support.ts';

const settings = { maxConnections: 2, applicationName: 'pool-test', statementTimeoutMs: 300, log: silentLogger() };

describe('database pool', () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  const killConnections = () =>
    withClient(database.adminUrl, (client) =>
      client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pool-test'"),
    );

  before(async () => {
    database = await testDatabase();
  });
  after(() => database.drop());
  beforeEach(() => {
    pool = openPool(database.adminUrl, settings);
  });
  afterEach(() => pool.end());

  it('survives the loss of idle connections', async () => {
    await pool.query('select 1');
    await killConnections();
    await wait(50);
    assert.equal((await pool.query('select 1 as one')).rows[0].one, 1);
  });

  it('survives the loss of a connection that is lent out', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await killConnections();
    await wait(50);
    await assert.rejects(client.query('commit'));
    client.release(true);
    assert.equal((await pool.query('select 1 as one')).rows[0].one, 1);
  });

  it('ends a statement that takes too long, and stays usable', async () => {
    await assert.rejects(pool.query('select pg_sleep(5)'), { code: '57014' });
    assert.equal((await pool.query("select current_setting('application_name') as name")).rows[0].name, 'pool-test');
  });

  it('gives up on a server that answers nothing', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const deaf = openPool(`postgresql://x:y@127.0.0.1:${port}/z`, { ...settings, connectionTimeoutMs: 200 });
    await assert.rejects(deaf.query('select 1'), /timeout/);
    await deaf.end();
    silent.close();
  });
});
