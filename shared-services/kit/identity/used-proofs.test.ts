/** Proofs that processes remember together, in the gateway's own schema. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import { silentLogger } from '../logging.ts';
import { type TestComponents, testComponents } from '../test-support/components.ts';
import { eventually } from '../test-support/samples.ts';
import { createReplayMemory } from './replay-memory.ts';
import { keepProofsIn, type ProofRows, rowsOf, startProofSweep } from './used-proofs.ts';

const migrationsDirectory = join(import.meta.dirname, '../../../platforms/speed2ng/storage/migrations');

describe('used proofs', () => {
  let components: TestComponents;
  let rows: ProofRows;
  before(async () => {
    components = await testComponents([{ name: 'speed2ng', migrationsDirectory }]);
    rows = rowsOf(components.poolOf('speed2ng'));
  });
  after(() => components.drop());

  const soon = () => Date.now() + 60_000;

  it('count once over all processes, however many ask at the same moment', async () => {
    const processes = [1, 2, 3].map(() => createReplayMemory(systemClock, 10_000, keepProofsIn(rows)));
    const names = Array.from({ length: 200 }, (_, number) => `proof-${number}`);
    const asked = processes.flatMap((memory, one) =>
      // Each in another order, so that two would wait for each other if it could be.
      (one === 1 ? names.toReversed() : names).map(async (name) => [name, await memory.use(name, soon())] as const),
    );
    const first = (await Promise.all(asked)).filter(([, unused]) => unused === true).map(([name]) => name);
    assert.deepEqual(first.toSorted(), names.toSorted());
  });

  it('that arrive together share a statement, and what one process knows is not asked', async () => {
    let statements = 0;
    const counting: ProofRows = {
      query: (text, values) => {
        statements += 1;
        return rows.query(text, values);
      },
    };
    const memory = createReplayMemory(systemClock, 10_000, keepProofsIn(counting));
    const all = await Promise.all(Array.from({ length: 100 }, (_, one) => memory.use(`together-${one}`, soon())));
    assert.ok(all.every((unused) => unused === true));
    assert.equal(statements, 1);
    assert.equal(await memory.use('together-7', soon()), false);
    assert.equal(statements, 1);
  });

  it('are written without waiting for the disk, in a table that outlives a crash', async () => {
    const [table] = await components.admin<{ kept: string }>(
      "select relpersistence as kept from pg_class where oid = 'portorium_speed2ng.used_proof'::regclass",
    );
    assert.equal(table?.kept, 'p');
    const said: string[] = [];
    const asking: ProofRows = {
      query: async (text, values) => {
        const client = await components.poolOf('speed2ng').connect();
        try {
          await client.query('begin');
          const { rows: written } = await client.query(text, [...(values ?? [])]);
          said.push((await client.query('show synchronous_commit')).rows[0].synchronous_commit);
          await client.query('commit');
          said.push((await client.query('show synchronous_commit')).rows[0].synchronous_commit);
          return written as never;
        } finally {
          client.release();
        }
      },
    };
    assert.equal(await keepProofsIn(asking)('on-disk-some-time', soon()), true);
    assert.deepEqual(said, ['off', 'on']);
  });

  it('are not told from new ones by guessing: where the table is away, nobody says that one is new', async () => {
    const keep = keepProofsIn({ query: () => Promise.reject(new Error('Connection terminated')) });
    await assert.rejects(async () => createReplayMemory(systemClock, 10, keep).use('lost', soon()), /terminated/);
  });

  it('are forgotten when nobody would take them, and no sooner', async () => {
    const keep = keepProofsIn(rows);
    await keep('long-ago', 1000);
    await keep('fresh', soon());
    // Every half a minute by itself; here at once.
    const swept: Promise<unknown>[] = [];
    const sweeping: ProofRows = {
      query: (text, values) => {
        const done = rows.query(text, values);
        swept.push(done);
        return done as never;
      },
    };
    const sweep = startProofSweep(sweeping, systemClock, silentLogger(), 10);
    await eventually('the first round', () => swept.length > 0);
    await sweep.stop();
    const left = await rows.query<{ name: string }>("select name from used_proof where name in ('long-ago', 'fresh')");
    assert.deepEqual(left, [{ name: 'fresh' }]);
  });
});
