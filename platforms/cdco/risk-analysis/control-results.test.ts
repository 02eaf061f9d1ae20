import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';
import { createLiveStatistics } from './live-statistics.ts';

interface HitRate {
  readonly expectedHitRate: string;
  readonly resultsLearned: number;
  readonly grounds?: readonly { readonly chain: string; readonly controls: number; readonly finds: number }[];
}

const shoes = { hs6: '640411', origin: 'VN', importer: 'ZZ000000000001', netMassKg: '120.5', valueEUR: '4100.00' };
const books = { hs6: '490199', origin: 'CH' };

const result = (controlId: string, found: boolean, goodsItem: object = shoes) => ({
  controlId,
  controlledOn: '2026-11-20',
  found,
  goodsItem,
});

describe('results of controls', () => {
  let running: TestApplication;
  const nationalSystem = { circle: 'trusted', profile: 'national-entry-system', via: 'ccn2ng' } as const;
  const record = (message: unknown, as?: typeof nationalSystem) =>
    running.ask<{ resultNumber: number }>('recordControlResult', message, as);
  const estimate = (goodsItem: object) => running.ask<HitRate>('estimateHitRate', { goodsItem });

  const learned = async (number: number): Promise<void> => {
    for (let turn = 0; turn < 50; turn += 1) {
      if ((await estimate(shoes)).resultsLearned >= number) return;
      await wait(100);
    }
    assert.fail(`result ${number} is not learned`);
  };

  before(async () => {
    running = await startTestApplication(application);
  });
  after(() => running.stop());

  it('raise the expected rate of what was found wrong, lower that of what was not, and are named', async () => {
    const before = await estimate(shoes);
    assert.deepEqual([before.resultsLearned, before.grounds], [0, undefined]);
    let last = 0;
    for (let at = 0; at < 8; at += 1) {
      await record(result(`SHOES-${at}`, true));
      last = (await record(result(`BOOKS-${at}`, false, books))).resultNumber;
    }
    await learned(last);
    const [after, other] = [await estimate(shoes), await estimate(books)];
    assert.ok(Number(after.expectedHitRate) > Number(before.expectedHitRate));
    assert.ok(Number(other.expectedHitRate) < Number(after.expectedHitRate));
    assert.ok(
      after.grounds?.some(({ chain, controls, finds }) => chain === 'commodity' && controls === 8 && finds === 8),
    );
  });

  it('count once, however often they are reported', async () => {
    const first = await record(result('AGAIN-1', true, books));
    assert.deepEqual(await record(result('AGAIN-1', true, books)), first);
    const rows = await running.query(`select from control_result where control_id = 'AGAIN-1'`);
    assert.equal(rows.length, 1);
    const audits = await running.query<{ outcome: string }>(
      `select outcome from record where reference = 'AGAIN-1' order by outcome`,
    );
    assert.deepEqual(
      audits.map(({ outcome }) => outcome),
      ['accepted', 'done'],
    );
  });

  it('stand: another result of the same control is refused', async () => {
    await record(result('STANDS-1', true));
    await assert.rejects(record(result('STANDS-1', false)), { code: 'CONTROL_RESULT_DIFFERS' });
    await assert.rejects(record(result('STANDS-1', true, books)), { code: 'CONTROL_RESULT_DIFFERS' });
    await assert.rejects(running.query('update control_result set found = not found'), /never changed/);
  });

  it('of which something was found count for the operators that they name, where the area is said, and once', async () => {
    const goodsItem = { ...shoes, declarant: 'BE0000000099', courier: 'not an EORI' };
    const found = { ...result('FIND-1', true, goodsItem), riskAreaCode: 'IPR' };
    await record(found);
    await record(found);
    await record({ ...result('FIND-2', false, goodsItem), riskAreaCode: 'IPR' });
    await record(result('FIND-3', true, goodsItem));
    const rows = await running.query<{ eori: string; risk_area: string; found_on: string }>(
      `select eori, risk_area, found_on::text from trader_find where reference like '%/FIND-_' order by eori`,
    );
    assert.deepEqual(rows, [
      { eori: 'BE0000000099', risk_area: 'IPR', found_on: '2026-11-20' },
      { eori: 'ZZ000000000001', risk_area: 'IPR', found_on: '2026-11-20' },
    ]);
    await assert.rejects(record({ ...found, riskAreaCode: 'DRG' }), { code: 'CONTROL_RESULT_DIFFERS' });
  });

  it('are kept apart by who reports them', async () => {
    const [own, other] = [await record(result('SAME-1', true)), await record(result('SAME-1', false), nationalSystem)];
    assert.notEqual(own.resultNumber, other.resultNumber);
  });

  it('are numbered without gaps when they come at once', async () => {
    const numbers = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => (await record(result(`ONCE-${at}`, at % 2 === 0))).resultNumber),
    );
    const sorted = numbers.toSorted((one, other) => one - other);
    assert.deepEqual(
      sorted.map((number) => number - sorted[0]!),
      numbers.map((_, at) => at),
    );
  });

  it('make the same rates in another process, which learns them at its start', async () => {
    const [{ count } = { count: 0 }] = await running.query<{ count: number }>(
      'select max(number)::integer as count from control_result',
    );
    await learned(count);
    const store = { query: running.query } as unknown as Parameters<typeof createLiveStatistics>[0]['store'];
    const another = createLiveStatistics({ store, log: silentLogger() });
    await another.ready();
    const score = another.score({ hs6: '640411', origin: 'VN' });
    await another.stop();
    const { expectedHitRate } = await estimate({ hs6: '640411', origin: 'VN' });
    assert.equal(score.expectedHitRate.toFixed(4), expectedHitRate);
  });
});
