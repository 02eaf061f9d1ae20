import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';
import type { Assessment } from './assess-all.ts';

const expert = { circle: 'trusted', profile: 'risk-expert', via: 'ccn2ng' } as const;

const shoes = {
  commodity: { commodityCode: { harmonizedSystemSubHeadingCode: '640411' } },
  origin: { countryOfOrigin: 'VN' },
};
const books = { commodity: { commodityCode: { harmonizedSystemSubHeadingCode: '490199' } } };

interface Compared {
  readonly inspected: number;
  readonly finds: number;
  readonly ways?: readonly {
    readonly selectedBy: string;
    readonly inspected: number;
    readonly finds: number;
    readonly hitRate: string;
    readonly hitRateFrom: string;
  }[];
}

describe('selection by expected hit rates', () => {
  let running: TestApplication;

  const assess = (reference: string, ...goodsItem: readonly object[]) =>
    running.ask<Assessment>('assess', {
      reference,
      procedure: 'import',
      specificCircumstanceIndicator: 'H01',
      onDate: '2026-11-21',
      declaration: { goodsShipment: { goodsItem } },
    });
  const record = (controlId: string, found: boolean, more: object) =>
    running.ask<{ resultNumber: number }>('recordControlResult', {
      ...{ controlId, controlledOn: '2026-11-20', found, goodsItem: { hs6: '640411', origin: 'VN' } },
      ...more,
    });
  const learned = async (number: number): Promise<void> => {
    for (let turn = 0; turn < 200; turn += 1) {
      const { resultsLearned } = await running.ask<{ resultsLearned: number }>('estimateHitRate', { goodsItem: {} });
      if (resultsLearned >= number) return;
      await wait(100);
    }
    assert.fail(`result ${number} is not learned`);
  };
  const compare = (days: object = {}) => running.ask<Compared>('compareSelection', days, expert);

  before(async () => {
    running = await startTestApplication(application);
  });
  after(() => running.stop());

  it('says nothing while nothing was learned', async () => {
    assert.equal((await assess('NOTHING-1', shoes)).statistics, undefined);
  });

  it('tells the rate of each goods item with its grounds, and hits by the threshold and the support of the rule', async () => {
    let last = 0;
    for (let at = 0; at < 110; at += 1) {
      await record(`SHOES-${at}`, true, {});
      last = (await record(`BOOKS-${at}`, false, { goodsItem: { hs6: '490199' } })).resultNumber;
      // Below the 200 results that the shipped rule asks for.
      if (at === 50) {
        await learned(last);
        const { hits, statistics } = await assess('EARLY-1', shoes);
        assert.equal(hits, undefined);
        assert.equal(statistics?.resultsLearned, last);
      }
    }
    await learned(last);
    const { hits, areas, statistics, disclosure, recommendation } = await assess('RATES-1', books, shoes);
    assert.deepEqual(
      statistics?.highest.map(({ pointer }) => pointer),
      ['/goodsShipment/goodsItem/1', '/goodsShipment/goodsItem/0'],
    );
    const [first, second] = statistics!.highest;
    assert.ok(Number(first!.expectedHitRate) > 0.5 && Number(second!.expectedHitRate) < 0.5);
    const ground = first!.grounds?.find(({ chain }) => chain === 'commodity');
    assert.deepEqual([ground?.controls, ground?.finds], [110, 110]);
    assert.ok(ground!.level >= 1 && ground!.level <= ground!.levels);
    assert.deepEqual(
      hits?.map(({ profileId, selectedBy, riskAreaCode, elements }) => [profileId, selectedBy, riskAreaCode, elements]),
      [
        [
          'STAT-EXPECTED',
          'statistics',
          'STA',
          [
            {
              pointer: '/goodsShipment/goodsItem/1/commodity/commodityCode/harmonizedSystemSubHeadingCode',
              value: '640411',
            },
          ],
        ],
      ],
    );
    assert.deepEqual([areas, recommendation], [[{ riskAreaCode: 'STA', score: 45 }], 'control']);
    assert.doesNotMatch(JSON.stringify(disclosure), /640411|rate|statist/i);
  });

  it('scores the goods items of a large declaration, and tells of the highest', async () => {
    const many = Array.from({ length: 300 }, (_, at) => ({ ...books, weight: { netMass: `${at + 1}` } }));
    const { statistics } = await assess('MANY-1', ...many, shoes);
    assert.deepEqual([statistics?.items, statistics?.highest.length], [301, 20]);
    assert.equal(statistics?.highest[0]?.pointer, '/goodsShipment/goodsItem/300');
  });

  it('is compared with the other ways: a control counts for each way that led to it', async () => {
    const { inspected, finds } = await compare();
    await record('BY-STATISTICS', true, { reference: 'RATES-1', controlledOn: '2026-11-25' });
    await record('BY-NOTHING', false, { reference: 'NOTHING-1', controlledOn: '2026-11-26' });
    const all = await compare();
    assert.deepEqual([all.inspected, all.finds], [inspected + 2, finds + 1]);
    const { ways } = await compare({ from: '2026-11-25', until: '2026-11-26' });
    assert.deepEqual(
      ways?.map(({ selectedBy, inspected: of, finds: found, hitRate }) => [selectedBy, of, found, hitRate]),
      [
        ['statistics', 1, 1, '1.0000'],
        ['none', 1, 0, '0.0000'],
      ],
    );
    assert.equal(ways?.[0]?.hitRateFrom, '0.2065');
    assert.deepEqual((await compare({ from: '2027-01-01' })).ways, undefined);
  });
});
