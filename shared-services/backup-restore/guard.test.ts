/** When the keeper is silent, the guard lets commits go: with the rights of this component, which has no other of the server. */
import assert from 'node:assert/strict';
import pg from 'pg';
import { systemClock } from '../kit/clock.ts';
import { silentLogger } from '../kit/logging.ts';
import { createStore } from '../kit/store/store.ts';
import { standbyName } from './domain/standby.ts';
import { letGoWhenSilent } from './guard.ts';
import { type OwnServer, startOwnServer, waitFor } from './test-support.ts';

describe('the guard of commits that wait for the keeper', function () {
  this.timeout(120_000);
  let own: OwnServer;
  let pool: pg.Pool;
  before(async () => {
    own = await startOwnServer();
    pool = new pg.Pool({ connectionString: own.componentUrl, max: 2 });
  });
  after(async () => {
    await pool.end();
    await own.remove();
  });

  const log = silentLogger();
  const round = () => letGoWhenSilent(createStore({ component: 'backup-restore', pool, log }), systemClock, log);
  const lastHeard = (agoMs: number) =>
    own.client.query(
      `insert into portorium_backup_restore.keeper (seen_at, state, synchronous, wished_synchronous, place)
       values ($1, 'streaming', true, true, 'here') on conflict (single) do update set seen_at = excluded.seen_at`,
      [new Date(Date.now() - agoMs)],
    );

  it('lets them go when it has been silent, and not before', async () => {
    await own.client.query('set synchronous_commit = local');
    await lastHeard(0);
    assert.equal(await round(), false, 'nobody waits');
    await own.client.query(`alter system set synchronous_standby_names = '${standbyName}'`);
    await own.client.query('select pg_reload_conf()');
    const other = new pg.Client({ connectionString: own.adminUrl });
    await other.connect();
    await waitFor('commits wait', async () => {
      const { rows } = await own.client.query<{ names: string }>(
        `select current_setting('synchronous_standby_names') as names`,
      );
      return rows[0]?.names === standbyName ? true : undefined;
    });
    let committed = false;
    const commit = other.query('insert into entered values (1)').then(() => {
      committed = true;
    });
    await waitFor('the commit waits', async () => {
      const { rows } = await own.client.query(`select 1 from pg_stat_activity where wait_event = 'SyncRep'`);
      return rows[0];
    });
    await lastHeard(0);
    assert.equal(await round(), false, 'the keeper has just spoken');
    assert.equal(committed, false);
    await lastHeard(60_000);
    assert.equal(await round(), true);
    await commit;
    await other.end();
  });
});
