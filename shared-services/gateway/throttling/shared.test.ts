/** Throttles of several processes on one database. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type pg from 'pg';
import { type TestComponents, testComponents } from '../../kit/test-support/components.ts';
import { createBatchedThrottle, createThrottle, type Throttle } from '../throttle.ts';

const migration = join(import.meta.dirname, '../../../platforms/speed2ng/storage/migrations/0010-throttle.sql');

describe('a throttle that processes share', () => {
  let components: TestComponents;
  let pool: pg.Pool;
  before(async () => {
    components = await testComponents([{ name: 'sample' }]);
    pool = components.poolOf('sample');
    const table = readFileSync(migration, 'utf8');
    await components.admin(
      `set role portorium_sample_owner; set search_path to portorium_sample; ${table} reset search_path; reset role`,
    );
  });
  after(() => components.drop());

  const statements = async (work: () => Promise<unknown>): Promise<number> => {
    const { query } = pool;
    let count = 0;
    pool.query = ((...given: Parameters<typeof query>) => {
      count += 1;
      return query.apply(pool, given);
    }) as typeof query;
    await work();
    pool.query = query;
    return count;
  };
  const passedOf = async (throttles: readonly Throttle[], key: string, requests: number): Promise<number> => {
    let passed = 0;
    const send = async (throttle: Throttle) => {
      for (let count = 0; count < requests; count += 1) {
        await throttle.take(key).then(
          () => {
            passed += 1;
          },
          (error: { code: string; retryAfterMs: number }) => {
            assert.equal(error.code, 'THROTTLED');
            assert.ok(error.retryAfterMs > 0);
          },
        );
      }
    };
    await Promise.all(throttles.map(send));
    return passed;
  };

  it('lets all processes together pass little more than one alone, with few statements', async () => {
    const limits = { requests: 200, periodSeconds: 60 };
    const processes = [1, 2, 3, 4].map(() => createBatchedThrottle(limits, { name: 'one', pool }));
    let passed = 0;
    const asked = await statements(async () => {
      passed = await passedOf(processes, 'BE1', 300);
    });
    assert.ok(passed >= 190, `${passed} passed`);
    assert.ok(passed <= 200 + 2 * 4 * 10, `${passed} passed: the stated bound`);
    assert.ok(asked <= 40, `${asked} statements for 1200 requests`);
    const quiet = await statements(() => passedOf(processes, 'BE1', 100));
    assert.equal(quiet, 0, 'who is blocked costs no statement');
    assert.equal(await passedOf(processes, 'BE2', 5), 20, 'others do not notice');
  });

  it('counts one by one where that is asked for', async () => {
    const limits = { requests: 10, periodSeconds: 60, blockSeconds: 60 };
    const processes = [1, 2].map(() => createThrottle(limits, { name: 'two', pool }));
    assert.equal(await passedOf(processes, 'place', 20), 10);
  });

  it('goes on by itself while the database is away', async () => {
    const gone = { ...pool, query: () => Promise.reject(new Error('gone')), constructor: { name: 'Pool' } };
    const limits = { requests: 20, periodSeconds: 60 };
    const throttle = createBatchedThrottle(limits, { name: 'three', pool: gone as unknown as pg.Pool });
    const passed = await passedOf([throttle], 'BE1', 100);
    assert.ok(passed >= 19 && passed <= 22, `${passed} passed`);
  });
});
