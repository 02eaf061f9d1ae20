import assert from 'node:assert/strict';
import { silentLogger } from '../../../../shared-services/kit/logging.ts';
import { noMarks, openMarks } from '../../../../shared-services/kit/sealed/marks.ts';
import { countLeft, resealAll } from '../../../../shared-services/kit/sealed/reseal.ts';
import { openKeyRing } from '../../../../shared-services/kit/sealed/ring.ts';
import { sealedStore } from '../../../../shared-services/kit/sealed/store.ts';
import { testSealingKey } from '../../../../shared-services/kit/sealed/test-support.ts';
import {
  startTestApplication,
  type TestApplication,
} from '../../../../shared-services/kit/test-support/application.ts';
import application from '../application.ts';
import { seedProfiles } from '../domain/seed-profiles.ts';
import { sealedPlaces } from './sealed-places.ts';

describe('what is sealed of the risk analysis', () => {
  let running: TestApplication;
  before(async () => {
    running = await startTestApplication(application, { knows: () => false } as never);
  });
  after(() => running.stop());

  it('is everything that stands in such a column, from the first row on', async () => {
    let rows = 0;
    for (const { table, column } of sealedPlaces) {
      const found = await running.query<{ value: string }>(`select ${column} as value from ${table}`);
      for (const { value } of found) assert.match(value, /^sealed:1:1:/, table);
      rows += found.length;
    }
    assert.ok(rows > seedProfiles.length);
    const said = await running.query(`select kind, procedures from profile where procedures is null or kind is null`);
    assert.deepEqual(said, []);
  });

  it('is sealed where it stands from an earlier version, in every place, and nothing else of a row is changed', async () => {
    const store = running.host.storeOf('risk-analysis');
    const ring = openKeyRing(store, testSealingKey);
    const parts = { store, places: sealedPlaces, ring, log: silentLogger(), marks: noMarks };
    const opened = sealedStore(store, sealedPlaces, ring);
    const expert = {
      circle: 'trusted',
      profile: 'risk-expert',
      via: 'ccn2ng',
      party: 'BE',
      subject: 'expert-1',
    } as const;
    const definition = JSON.stringify(seedProfiles[0]!.definition);
    const wish = { reference: 'SEALED-1', profileId: 'SEALED', definition, reason: 'To see.' };
    await running.ask('draftProfile', wish, expert);
    const before = new Map<string, unknown>();
    for (const { table, column, key } of sealedPlaces) {
      const rows = await opened.query<Record<string, unknown>>(`select * from ${table} order by 1, 2`);
      before.set(
        table,
        rows.map(({ revision, ...row }) => row),
      );
      // As it was before there was sealing.
      await running.query(`alter table ${table} disable trigger user`);
      for (const row of rows)
        await running.query(
          `update ${table} set ${column} = $1 where ${Object.keys(key)
            .map((name, at) => `${name} = $${at + 2}`)
            .join(' and ')}`,
          [row[column], ...Object.keys(key).map((name) => row[name])],
        );
      await running.query(`alter table ${table} enable trigger user`);
    }
    const left = await countLeft(parts);
    assert.ok(left > seedProfiles.length);
    assert.deepEqual([await resealAll(parts), await countLeft(parts)], [left, 0]);
    for (const { table } of sealedPlaces) {
      const rows = await opened.query<Record<string, unknown>>(`select * from ${table} order by 1, 2`);
      assert.deepEqual(
        rows.map(({ revision, ...row }) => row),
        before.get(table),
        table,
      );
    }
  });

  it('is believed only where it is sealed, and where it was sealed', async () => {
    const marked = await running.query<{ place: string }>('select place from sealed_place order by place');
    assert.deepEqual(
      marked.map(({ place }) => place),
      sealedPlaces.map(({ table, column }) => `${table}.${column}`).sort(),
    );
    const store = running.host.storeOf('risk-analysis');
    await assert.rejects(store.query('delete from sealed_place'), /permission denied/);
    const marks = openMarks(store);
    await marks.read();
    const opened = sealedStore(store, sealedPlaces, openKeyRing(store, testSealingKey), marks);
    const edit = async (sql: string) => {
      await running.query('alter table profile disable trigger user');
      await running.query(sql);
      await running.query('alter table profile enable trigger user');
    };
    const [first] = await running.query<{ id: string; definition: string }>(
      'select id, definition from profile limit 1',
    );
    const { id, definition } = first!;
    await edit(`update profile set definition = '{}' where id = '${id}'`);
    await assert.rejects(
      opened.query('select id, version, definition from profile'),
      /profile.definition of .* not sealed/,
    );
    await edit(`update profile set definition = '${definition}' where id = '${id}'`);
  });

  it('is not edited in the guise of sealing', async () => {
    const sealed = `'sealed:1:1:profile.definition:AAAA'`;
    for (const sql of [
      `update profile set definition = ${sealed}, reason = 'x'`,
      `update profile set definition = '{}'`,
      `update profile set kind = 'cash'`,
      `update watch_list_entry set content = 'sealed:x', position = position + 1`,
      `update random_seed set seed = 'mine'`,
      'delete from random_seed',
    ])
      await assert.rejects(running.query(sql), /never (edited|changed)/, sql);
  });
});
