import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { silentLogger } from '../logging.ts';
import { type TestComponents, testComponents } from '../test-support/components.ts';
import { eventually } from '../test-support/samples.ts';
import { createDispatcher } from './dispatcher.ts';

const child = fileURLToPath(new URL('./worker.child.ts', import.meta.url));

describe('kill -9', () => {
  let components: TestComponents;
  before(async () => {
    components = await testComponents([{ name: 'sample', outbox: true }]);
    await components.admin(
      'set role portorium_sample_owner; create table portorium_sample.work (id integer primary key); reset role',
    );
  });
  after(() => components.drop());

  /** Numbers that a process acknowledged before it was killed in the middle of its work. */
  const acknowledgedUntilKilled = async (first: number, atLeast: number): Promise<number[]> => {
    const process_ = spawn(process.execPath, [child, components.connectionStringOf('sample'), `${first}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    process_.stdout.on('data', (bytes: Buffer) => {
      printed += bytes.toString();
      if (printed.split('\n').length > atLeast) process_.kill('SIGKILL');
    });
    const [, signal] = await once(process_, 'close');
    assert.equal(signal, 'SIGKILL');
    return printed.split('\n').slice(0, -1).map(Number);
  };

  const referencesIn = async (text: string) =>
    (await components.admin<{ reference: string }>(text)).map(({ reference }) => reference);

  it('loses nothing acknowledged: row, message and audit record exist, none twice, none without the others', async () => {
    const acknowledged: number[] = [];
    for (const first of [0, 1_000_000, 2_000_000]) acknowledged.push(...(await acknowledgedUntilKilled(first, 300)));
    assert.ok(acknowledged.length >= 900);
    assert.equal(new Set(acknowledged).size, acknowledged.length);

    await eventually('the end of the killed sessions', async () => {
      const sessions = `select from pg_stat_activity where application_name = 'child'`;
      return (await components.admin(sessions)).length === 0;
    });
    const rows = await referencesIn('select id::text as reference from portorium_sample.work');
    const messages = await referencesIn('select ordering_key as reference from portorium_sample.outbox');
    const records = await referencesIn('select reference from portorium_audit.record');
    const stored = new Set(rows);
    assert.deepEqual(
      acknowledged.filter((number) => !stored.has(`${number}`)),
      [],
    );
    // What was committed but not told any more is whole as well.
    assert.deepEqual(messages.sort(), rows.sort());
    assert.deepEqual(records.sort(), rows);

    const delivered: string[] = [];
    const dispatcher = createDispatcher({
      component: 'sample',
      subscriber: 'listener',
      pool: components.poolOf('sample'),
      deliver: async (batch) => void delivered.push(...batch.map(({ orderingKey }) => orderingKey)),
      log: silentLogger(),
    });
    await eventually('every delivery', () => delivered.length >= rows.length);
    await dispatcher.stop();
    assert.deepEqual(delivered.sort(), rows);
  }).timeout(30_000);
});
