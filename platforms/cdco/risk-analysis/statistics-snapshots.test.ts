import assert from 'node:assert/strict';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';
import { createHitRates, type HitRates } from './domain/statistics/hit-rates.ts';
import type { Line } from './domain/statistics/line.ts';
import { ratesAsOf } from './learned-rates.ts';
import { createLiveStatistics, type LiveStatistics } from './live-statistics.ts';
import { readResultsAfter } from './storage/control-results.ts';

const origins = ['VN', 'CN', 'TR', 'BD', 'CH'];
const lineOf = (at: number): Line => ({
  hs6: `6404${10 + (at % 7)}`,
  origin: origins[at % 5],
  importer: `IMPORTER-${at % 23}`,
  netMassKg: (at % 40) + 1,
  value: (at % 90) * 10 + 5,
});

describe('a snapshot of the statistics', () => {
  let running: TestApplication;
  let store: Store;

  /** Results as they would have been recorded, many at once. */
  const add = async (from: number, to: number): Promise<void> => {
    const numbers = Array.from({ length: to - from }, (_, at) => from + at + 1);
    await running.query(
      `insert into control_result (number, reported_by, control_id, line, found, controlled_on)
       select number, 'test', number::text, line, found, '2026-11-20'
       from unnest($1::bigint[], $2::text[], $3::boolean[]) as given (number, line, found)`,
      [numbers, numbers.map((at) => JSON.stringify(lineOf(at))), numbers.map((at) => at % 7 === 0 || at % 11 === 3)],
    );
    await running.query('update control_result_revision set last_number = $1', [to]);
  };
  const start = async (): Promise<LiveStatistics> => {
    const statistics = createLiveStatistics({ store, log: silentLogger(), snapshotEvery: 100 });
    await statistics.ready();
    return statistics;
  };
  const snapshots = async () =>
    (await running.query<{ last_number: string }>('select last_number from statistics_snapshot order by 1')).map(
      ({ last_number }) => Number(last_number),
    );
  /** Relearned from the first result on, without any snapshot. */
  const relearned = async (number: number): Promise<HitRates> => {
    const rates = createHitRates();
    for (const result of await readResultsAfter(store, 0, number)) rates.learn([result]);
    return rates;
  };
  const lines = Array.from({ length: 60 }, (_, at) => lineOf(at * 3));
  const ratesOf = (score: (line: Line) => { readonly expectedHitRate: number }) =>
    lines.map((line) => score(line).expectedHitRate);

  before(async () => {
    running = await startTestApplication(application);
    store = running.host.storeOf('risk-analysis');
  });
  after(() => running.stop());

  it('is made after so many results, and gives the same rates as learning them all, to the last bit', async () => {
    await add(0, 300);
    await (await start()).stop();
    assert.deepEqual(await snapshots(), [300]);
    await add(300, 420);
    const statistics = await start();
    assert.deepEqual(ratesOf(statistics.score), ratesOf((await relearned(420)).score));
    assert.equal(statistics.score({}).resultsLearned, 420);
    await statistics.stop();
    assert.deepEqual(await snapshots(), [300, 420]);
  });

  it('is what a process begins with: results before it are not read again', async () => {
    const read: number[] = [];
    const watched = {
      ...store,
      query: ((text: string, values: unknown[]) => {
        if (text.includes('from control_result where number >')) read.push(Number(values[0]));
        return store.query(text, values);
      }) as Store['query'],
    };
    await add(420, 430);
    const statistics = createLiveStatistics({ store: watched, log: silentLogger(), snapshotEvery: 100 });
    await statistics.ready();
    await statistics.stop();
    assert.deepEqual(read, [420]);
  });

  it('gives the rates of then, when less was known', async () => {
    for (const number of [10, 300, 365]) {
      assert.deepEqual(ratesOf((await ratesAsOf(store, number)).score), ratesOf((await relearned(number)).score));
    }
  });

  it('is not trusted where it is damaged, of another format, or ahead of the results: all is learned again', async () => {
    const same = async () => {
      const statistics = await start();
      assert.deepEqual(ratesOf(statistics.score), ratesOf((await relearned(430)).score));
      await statistics.stop();
    };
    await running.query(
      `update statistics_snapshot_part set content = set_byte(content, 8, (get_byte(content, 8) + 1) % 256)`,
    );
    await same();
    // Both were dropped, and another was made.
    assert.deepEqual(await snapshots(), [430]);
    await running.query(`update statistics_snapshot set small = replace(small, '"squares":[1', '"squares":[2')`);
    await same();
    await running.query(`delete from statistics_snapshot_part`);
    await same();
    await running.query(`update statistics_snapshot set small = 'nothing'`);
    await same();
    await running.query(
      `alter table statistics_snapshot_part drop constraint statistics_snapshot_part_format_last_number_fkey`,
    );
    await running.query(`update statistics_snapshot set format = 'older'`);
    await running.query(`update statistics_snapshot_part set format = 'older'`);
    await same();
    await running.query(`update statistics_snapshot set last_number = 999`);
    await running.query(`update statistics_snapshot_part set last_number = 999`);
    await same();
  });
});
