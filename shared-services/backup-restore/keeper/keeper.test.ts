/** The keeper at a server of its own: what it promises, and what becomes of filings when it cannot keep it. */
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../kit/clock.ts';
import { silentLogger } from '../../kit/logging.ts';
import { openFolder } from '../../kit/object-store/folder.ts';
import type { ObjectStore } from '../../kit/object-store/object-store.ts';
import { restoreCluster, restoreInstallation } from '../restore/restore.ts';
import { keyOf } from '../seal/key.ts';
import { type OwnServer, openAt, startOwnServer, waitFor } from '../test-support.ts';
import { type Keeper, type KeeperParts, startKeeper } from './keeper.ts';

const key = keyOf('7c'.repeat(32));
const hourMs = 3_600_000;

interface Word {
  readonly state: string;
  readonly synchronous: boolean;
  readonly fault: string | null;
  readonly gap_since: Date | null;
}

describe('the keeper of backups', function () {
  this.timeout(480_000);
  let own: OwnServer;
  let store: ObjectStore;
  let keeper: Keeper | undefined;
  let next = 0;

  const parts = (more: Partial<KeeperParts> = {}): KeeperParts => ({
    connectionString: own.adminUrl,
    store,
    key,
    spool: join(own.folder, 'spool'),
    spoolLimitBytes: 1024 ** 3,
    longestPauseMs: 1000,
    dataDirectory: own.data,
    synchronous: true,
    everyMs: hourMs,
    retention: { keepMs: hourMs, atLeast: 2 },
    clock: systemClock,
    log: silentLogger(),
    ...more,
  });
  const word = async (): Promise<Word | undefined> =>
    (await own.client.query<Word>('select * from portorium_backup_restore.keeper')).rows[0];
  const says = (what: string, is: (said: Word) => boolean) =>
    waitFor(`the keeper is ${what}`, async () => {
      const said = await word();
      return said !== undefined && is(said) ? said : undefined;
    });
  const isSynchronous = () => says('synchronous', ({ state, synchronous }) => state === 'streaming' && synchronous);
  const firstBackup = () =>
    waitFor('a sound backup', async () => {
      const { rows } = await own.client.query<{ id: string; completed_at: Date }>(
        `select id, completed_at from portorium_backup_restore.backup where verification = 'sound'`,
      );
      return rows[0];
    });
  const enter = async (count: number): Promise<void> => {
    for (let done = 0; done < count; done += 1) await own.client.query('insert into entered values ($1)', [next++]);
  };
  const serverNow = async (): Promise<number> =>
    (await own.client.query<{ now: Date }>('select clock_timestamp() as now')).rows[0]!.now.getTime();

  beforeEach(async () => {
    own = await startOwnServer();
    store = openFolder(join(own.folder, 'store'));
    await writeFile(join(own.data, 'role-secret'), 'a secret');
    next = 0;
  });
  afterEach(async () => {
    await keeper?.stop();
    keeper = undefined;
    await own.remove();
  });

  const restoreParts = () => ({
    store,
    key,
    spool: join(own.folder, 'spool'),
    log: silentLogger(),
    tell: () => {},
  });
  const enteredIn = async (data: string): Promise<number[]> => {
    const opened = await openAt(join(data, 'postgresql'));
    try {
      const { rows } = await opened.client.query<{ id: number }>('select id from entered order by id');
      return rows.map(({ id }) => id);
    } finally {
      await opened.client.end();
      await opened.server.stop();
    }
  };
  const range = (count: number) => Array.from({ length: count }, (_, id) => id);

  it('lets nothing that was committed be lost with the data folder, and restores any moment since a backup', async () => {
    keeper = startKeeper(parts());
    await isSynchronous();
    await firstBackup();
    await enter(50);
    await own.client.query('select pg_switch_wal()');
    await enter(50);
    // Moments are told in milliseconds: the commits before and after are in others.
    await own.client.query('select pg_sleep(0.05)');
    const between = await serverNow();
    await own.client.query('select pg_sleep(0.05)');
    await enter(100);
    process.kill(own.server.pid, 'SIGKILL');
    await keeper.stop();
    keeper = undefined;
    await own.client.end();
    await rm(join(own.data, 'role-secret'));

    const latest = join(own.folder, 'latest');
    await restoreInstallation(latest, restoreParts());
    assert.deepEqual(await enteredIn(latest), range(200));
    assert.equal(await readFile(join(latest, 'role-secret'), 'utf8'), 'a secret');

    const earlier = join(own.folder, 'earlier');
    await restoreInstallation(earlier, { ...restoreParts(), toMs: between });
    assert.deepEqual(await enteredIn(earlier), range(100));

    await assert.rejects(restoreInstallation(earlier, restoreParts()), /is not empty/);
    const [future, past] = [systemClock.nowMs() + hourMs, between - 24 * hourMs];
    const elsewhere = (name: string) => join(own.folder, name);
    await assert.rejects(
      restoreInstallation(elsewhere('1'), { ...restoreParts(), toMs: future }),
      /the archive ends before/,
    );
    await assert.rejects(
      restoreInstallation(elsewhere('2'), { ...restoreParts(), toMs: past }),
      /earliest moment that can be/,
    );
    await assert.rejects(
      restoreInstallation(elsewhere('3'), { ...restoreParts(), key: keyOf('00'.repeat(32)) }),
      /sealed with the key/,
    );
    assert.deepEqual(await readdir(own.folder).then((names) => names.includes('3')), false);
  });

  it('goes on where it was after it was killed, and keeps a timeline of its own after a restore', async () => {
    keeper = startKeeper(parts());
    await isSynchronous();
    await firstBackup();
    await enter(10);
    await keeper.stop();
    assert.equal((await word())?.state, 'stopped');
    await enter(10); // nobody waits for a keeper that has stopped
    await own.client.query('select pg_switch_wal()');
    keeper = startKeeper(parts());
    await isSynchronous();
    await enter(10);
    await keeper.stop();
    keeper = undefined;
    const cluster = join(own.folder, 'cluster');
    const { segments } = await restoreCluster(cluster, restoreParts());
    assert.ok(segments >= 2, `${segments} segments`);
    const signal = await readdir(cluster);
    assert.ok(signal.includes('recovery.signal'));

    const data = join(own.folder, 'again');
    await restoreInstallation(data, restoreParts());
    assert.deepEqual(await enteredIn(data), range(30));
  });

  it('holds up no commit when its disk takes no more: it says so, and goes on when it can', async () => {
    let broken = false;
    const failing: ObjectStore = {
      ...store,
      put: (name, content, options) =>
        broken && name.startsWith('wal/') ? Promise.reject(new Error('no space')) : store.put(name, content, options),
    };
    keeper = startKeeper(parts({ store: failing, spoolLimitBytes: 20 * 1024 * 1024 }));
    await isSynchronous();
    await firstBackup();
    broken = true;
    for (let turn = 0; turn < 8; turn += 1) {
      await enter(5);
      await own.client.query('select pg_switch_wal()');
    }
    const said = await says('failing', ({ state, synchronous }) => state === 'failing' && !synchronous);
    assert.match(said.fault ?? '', /the spool is full/);
    await enter(20);
    broken = false;
    assert.equal((await isSynchronous()).gap_since, null);
    await enter(20);
    await keeper.stop();
    keeper = undefined;
    const data = join(own.folder, 'again');
    await restoreInstallation(data, restoreParts());
    assert.deepEqual(await enteredIn(data), range(80));
  });

  it('holds up no commit when its folder cannot be written', async () => {
    await mkdir(own.folder, { recursive: true });
    await writeFile(join(own.folder, 'spool'), 'this is no folder');
    keeper = startKeeper(parts());
    const said = await says('failing', ({ state }) => state === 'failing');
    assert.equal(said.synchronous, false);
    assert.match(said.fault ?? '', /EEXIST|ENOTDIR/);
    await enter(20);
    await rm(join(own.folder, 'spool'));
    await isSynchronous();
    await enter(5);
  });
});
