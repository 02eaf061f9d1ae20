import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { testSealingKey } from '../../../shared-services/kit/sealed/test-support.ts';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';
import type { Assessment } from './assess-all.ts';
import { replay } from './replay.ts';
import { putProfiles, storeOf } from './storage/sealed.test-support.ts';

const gnomes = { consignmentMasterLevel: { goodsItem: [{ commodity: { descriptionOfGoods: 'Garden gnomes' } }] } };

const definition = {
  title: 'Garden gnomes',
  riskAreaCode: 'PSF',
  riskLevel: 'low',
  procedures: ['entry'],
  condition: {
    some: 'item',
    where: { element: 'commodity.descriptionOfGoods', is: { matches: ['*gnome*'] } },
  },
  reason: 'Gnomes.',
};

describe('risk profiles in the database', () => {
  let running: TestApplication;
  let asked = 0;

  const assess = () => {
    asked += 1;
    return running.ask<Assessment>('assess', {
      reference: `GNOME-${asked}`,
      procedure: 'entry',
      specificCircumstanceIndicator: 'F10',
      onDate: '2026-11-21',
      declaration: gnomes,
    });
  };
  const hits = async () =>
    ((await assess()).hits ?? []).map(({ profileId, profileVersion }) => `${profileId}/${profileVersion}`);

  /** Polls as a caller would notice: by what assessments say. */
  const until = async (expected: readonly string[]) => {
    let found: readonly string[] = [];
    for (let turn = 0; turn < 50; turn += 1) {
      found = await hits();
      if (found.join() === expected.join()) return;
      await wait(100);
    }
    assert.deepEqual(found, expected);
  };

  const insert = (version: number, text: string, validFrom = '2026-01-01') =>
    putProfiles(
      running,
      `insert into profile (id, version, valid_from, state, definition, reason) values ('TEST-1', $1, $2, 'active', $3, 'test')`,
      [version, validFrom, text],
    );

  before(async () => {
    running = await startTestApplication(application);
  });
  after(() => running.stop());

  it('take effect without a restart, and so does a new version, and an end of validity', async () => {
    const before = await assess();
    assert.equal(before.hits, undefined);
    await insert(1, JSON.stringify(definition));
    await until(['TEST-1/1']);
    await insert(2, JSON.stringify({ ...definition, reason: 'Gnomes again.' }));
    await until(['TEST-1/2']);
    await running.query(`update profile set valid_to = '2026-06-30' where id = 'TEST-1'`);
    await until([]);
    assert.notEqual((await assess()).profileSet, before.profileSet);
  });

  it('are named by each assessment, so that it can be explained later', async () => {
    const { profileSet, engineVersion } = await assess();
    const [set] = await running.query<{ versions: string }>(
      'select versions from profile_set where id = $1 and engine_version = $2',
      [profileSet, engineVersion],
    );
    assert.ok((JSON.parse(set!.versions) as object[]).length >= 24);
  });

  it('that cannot be read are left out, and the others go on', async () => {
    await insert(3, '{"condition": ');
    await insert(4, JSON.stringify({ ...definition, condition: { element: '__proto__', is: { present: true } } }));
    await insert(5, JSON.stringify({ ...definition, reason: 'Gnomes for good.' }));
    await until(['TEST-1/5']);
  });

  it('of an assessment of then give the same answer today, whatever became of them', async () => {
    const subject = { declaration: gnomes, procedure: 'entry', specificCircumstance: 'F10' };
    const { hits: then, profileSet, engineVersion } = await assess();
    assert.deepEqual(
      then?.map(({ profileVersion }) => profileVersion),
      [5],
    );
    await insert(6, JSON.stringify({ ...definition, riskLevel: 'high' }));
    await running.query(`update profile set valid_to = '2026-06-30' where id = 'TEST-1' and version = 5`);
    await until(['TEST-1/6']);
    const store = storeOf(running);
    const of = { profileSet, engineVersion, onDate: '2026-11-21' };
    assert.deepEqual(await replay(store, of, subject), then);
    assert.equal(await replay(store, { ...of, engineVersion: '0.0.1' }, subject), undefined);
  });

  it('are never removed', () =>
    assert.rejects(running.query(`delete from profile where id = 'TEST-1'`), /never removed/));

  it('are never edited, and a closed validity is never opened again', async () => {
    const refused = /profile version/;
    for (const change of [`definition = '{}'`, `reason = 'other'`, `valid_from = '2025-01-01'`, `version = 9`]) {
      await assert.rejects(running.query(`update profile set ${change} where id = 'TEST-1' and version = 1`), refused);
    }
    for (const end of [`'2027-01-01'`, 'null']) {
      await assert.rejects(
        running.query(`update profile set valid_to = ${end} where id = 'TEST-1' and version = 1`),
        refused,
      );
    }
  });

  it('are seeded into an empty table only', async () => {
    const count = () => running.query<{ count: string }>('select count(*) from profile');
    const [before] = await count();
    const second = application.host({
      store: running.host.storeOf('risk-analysis'),
      sealingKey: testSealingKey,
      gauge: () => undefined,
      clock: running.clock,
      calls: { to: () => ({}) },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      counted: () => () => undefined,
    } as unknown as Parameters<typeof application.host>[0]);
    await second.ready?.();
    await second.stop?.();
    assert.deepEqual(await count(), [before]);
  });
});
