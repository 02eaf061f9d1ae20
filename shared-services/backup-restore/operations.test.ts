/** What operators see and order, called as through the administrators' door. */
import assert from 'node:assert/strict';
import type { ReplyOf } from '../../reference-architecture/contract/language.ts';
import { startTestApplication, type TestApplication } from '../kit/test-support/application.ts';
import application from './application.ts';
import type { contract } from './contract.ts';

type Operations = (typeof contract)['services']['Backups']['operations'];
type Recovery = ReplyOf<Operations['consultRecovery']>;
type Task = ReplyOf<Operations['startBackup']>;
type Tasks = ReplyOf<Operations['listBackupTasks']>;
type Backups = ReplyOf<Operations['listBackups']>;
type Drills = ReplyOf<Operations['listDrills']>;

const as = (profile: string) => ({ circle: 'administrators', profile, via: 'shared-services' }) as const;
const id = (day: number) => `2026110${day}T020000Z-0000000${day}`;

describe('backup and restore for operators', () => {
  let scene: TestApplication;
  beforeEach(async () => {
    scene = await startTestApplication(application);
  });
  afterEach(() => scene.stop());

  const heardAgo = (agoMs: number, more = `null, null, null, null`) =>
    scene.query(
      `insert into keeper (seen_at, state, synchronous, wished_synchronous, place, lag_bytes, lag_since, gap_since, fault)
       values (to_timestamp($1::numeric / 1000), 'streaming', true, true, 'a folder', ${more})`,
      [scene.clock.nowMs() - agoMs],
    );
  const backups = async () => {
    for (const day of [1, 2, 3])
      await scene.query(
        `insert into backup (id, started_at, completed_at, bytes, files, postgres_version, timeline, begins_at, ends_at, verification)
         values ($1, $2, $2, $3, 5, '18.4', 1, '0/2000028', '0/2000100', $4)`,
        [id(day), new Date(Date.UTC(2026, 10, day, 2)), 1000 * (4 - day), day === 2 ? 'damaged' : 'sound'],
      );
  };

  it('says when nothing is configured, and takes no order then', async () => {
    const recovery = await scene.ask<Recovery>('consultRecovery', {}, as('auditor'));
    assert.deepEqual(
      { ...recovery, lastDrill: undefined },
      {
        ...{ configured: false, state: 'not-configured', synchronous: false, wishedSynchronous: false, backups: 0 },
        lastDrill: undefined,
      },
    );
    await assert.rejects(scene.ask('startBackup', {}, as('operator')), { code: 'BACKUP_NOT_CONFIGURED' });
  });

  it('says how the archive stands, and does not believe a keeper that is silent', async () => {
    await heardAgo(1000, `4096, to_timestamp(${(scene.clock.nowMs() - 30_000) / 1000}), null, 'no space'`);
    const recovery = await scene.ask<Recovery>('consultRecovery', {}, as('operator'));
    assert.equal(recovery.state, 'streaming');
    assert.equal(recovery.synchronous, true);
    assert.equal(recovery.archiveLagBytes, 4096);
    assert.equal(recovery.archiveLagSeconds, 30);
    assert.equal(recovery.fault, 'no space');
    scene.clock.nowAt += 60_000;
    const silent = await scene.ask<Recovery>('consultRecovery', {}, as('operator'));
    assert.equal(silent.state, 'silent');
    assert.equal(silent.synchronous, false);
    assert.equal(silent.archiveLagSeconds, 90);
  });

  it('lists backups by page, order and verification', async () => {
    await backups();
    const ask = async (request: object) => {
      const { total, backup = [] } = await scene.ask<Backups>('listBackups', request, as('support'));
      return [total, ...backup.map(({ backupId }) => backupId)];
    };
    assert.deepEqual(await ask({}), [3, id(3), id(2), id(1)]);
    assert.deepEqual(await ask({ sort: 'bytes', limit: 2 }), [3, id(3), id(2)]);
    assert.deepEqual(await ask({ sort: 'startedAt', offset: 2 }), [3, id(3)]);
    assert.deepEqual(await ask({ verification: 'damaged' }), [1, id(2)]);
    const { backups: restorable } = await scene.ask<Recovery>('consultRecovery', {}, as('operator'));
    assert.equal(restorable, 2, 'a damaged one restores nothing');
  });

  it('takes an order once, with its record on the audit chain, from operators alone', async () => {
    await heardAgo(0);
    await backups();
    const first = await scene.ask<Task>('verifyBackup', { backupId: id(1) }, as('operator'));
    assert.equal(first.state, 'requested');
    await assert.rejects(scene.ask('verifyBackup', { backupId: id(9) }, as('operator')), { code: 'BACKUP_UNKNOWN' });
    await assert.rejects(scene.ask('startBackup', {}, as('auditor')), { code: 'CALLER_NOT_ADMITTED' });
    await scene.ask<Task>('startBackup', {}, as('operator'));
    const { total, task = [] } = await scene.ask<Tasks>('listBackupTasks', { state: 'requested' }, as('auditor'));
    assert.equal(total, 2);
    assert.deepEqual(task.map(({ kind }) => kind).sort(), ['backup', 'verify']);
    const records = await scene.query<{ event: string }>(
      `select event from record where outcome = 'accepted' and component = 'backup-restore' order by event`,
    );
    assert.deepEqual(
      records.map(({ event }) => event),
      ['backup-restore.backup.start', 'backup-restore.backup.verify'],
    );
  });

  it('lists the drill that came with this release', async () => {
    const { total, drill = [] } = await scene.ask<Drills>('listDrills', {}, as('service-owner'));
    assert.equal(total, 1);
    assert.equal(drill[0]?.passed, true);
  });
});
