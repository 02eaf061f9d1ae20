import assert from 'node:assert/strict';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';
import { deleteOlder, readRetention } from './storage/retention.ts';
import { recordFinds } from './storage/trader-finds.ts';
import { blockOf, writeBlock } from './storage/trials/blocks.ts';
import { sweepOnce } from './sweep.ts';

const nowMs = Date.now();
const dayMs = 24 * 60 * 60 * 1000;
const dayAgo = (days: number) => new Date(nowMs - days * dayMs).toISOString().slice(0, 10);

describe('what risk analysis keeps for a time', () => {
  let running: TestApplication;
  const store = () => running.host.storeOf('risk-analysis');
  const sweepAfter = (days: number) =>
    sweepOnce({ store: store(), clock: { nowMs: () => nowMs + days * dayMs }, log: silentLogger() });
  const countOf = async (table: 'declaration_block' | 'trader_find') => {
    const [row] = await store().query<{ count: number }>(`select count(*)::integer as count from ${table}`);
    return row!.count;
  };
  const set = (kept: string, days: number) =>
    store().query('insert into retention_rule (kept, days_kept, why) values ($1, $2, $3)', [kept, days, 'A test.']);
  const keepBlock = async (reference: string) => {
    const declared = {
      reference,
      procedure: 'entry',
      specificCircumstance: 'F10',
      onDate: '2026-11-01',
      declaration: {},
    };
    await writeBlock(store(), await blockOf([declared]));
  };
  const keepFinds = (ages: readonly number[]) =>
    store().transaction((transaction) =>
      recordFinds(
        transaction,
        ages.map((age) => ({
          ...{ reference: `FIND-${age}`, EORI: 'XI100000000001', riskAreaCode: 'PSF' },
          foundOn: dayAgo(age),
        })),
      ),
    );

  before(async () => {
    running = await startTestApplication(application, { knows: () => false } as never);
  });
  after(() => running.stop());

  it('is told by rules that begin with a year and a month, and with the longest look of a rule of history', async () => {
    assert.deepEqual(await readRetention(store()), { declarationBlocks: 396, finds: 3660 });
  });

  it('is a block of declarations until its days are over, and not after', async () => {
    await keepBlock('KEPT-1');
    await sweepAfter(395);
    assert.equal(await countOf('declaration_block'), 1);
    await sweepAfter(397);
    assert.equal(await countOf('declaration_block'), 0);
  });

  it('is kept by the newest rule, and rules are not changed behind it', async () => {
    await keepBlock('KEPT-2');
    await set('declarationBlocks', 7);
    await sweepAfter(6);
    assert.equal(await countOf('declaration_block'), 1);
    await sweepAfter(8);
    assert.equal(await countOf('declaration_block'), 0);
    await assert.rejects(store().query('update retention_rule set days_kept = 1'));
    await assert.rejects(set('declarationBlocks', 0));
  });

  it('is a confirmed find until its days are over', async () => {
    await keepFinds([1, 3659, 3662]);
    await sweepAfter(0);
    assert.equal(await countOf('trader_find'), 2);
    await set('finds', 100);
    await sweepAfter(0);
    assert.equal(await countOf('trader_find'), 1);
  });

  it('is deleted some at a time', async () => {
    await keepFinds(Array.from({ length: 501 }, (_, age) => age + 200));
    const before = nowMs - 100 * dayMs;
    assert.deepEqual(await deleteOlder(store(), 'finds', before), { deleted: 500, isAll: false });
    assert.deepEqual(await deleteOlder(store(), 'finds', before), { deleted: 1, isAll: true });
  });
});
