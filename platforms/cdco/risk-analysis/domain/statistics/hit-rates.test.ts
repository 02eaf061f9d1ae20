import assert from 'node:assert/strict';
import { groundsOf } from './explanation.ts';
import { createHitRates, type HitRates } from './hit-rates.ts';
import type { ControlResult, Line } from './line.ts';

const shoes: Line = { hs6: '640411', origin: 'VN', importer: 'A', netMassKg: 100, value: 1000 };
const books: Line = { hs6: '490199', origin: 'CH', importer: 'B', netMassKg: 20, value: 300 };

const times = (count: number, line: Line, found: boolean): ControlResult[] =>
  Array.from({ length: count }, () => ({ line, found }));

/** Twenty days of history: shoes are found wrong, books are not. */
const learned = (): HitRates => {
  const rates = createHitRates();
  for (let day = 0; day < 20; day += 1) rates.learn([...times(1, shoes, true), ...times(4, books, false)]);
  return rates;
};

const close = (one: number, other: number) => assert.ok(Math.abs(one - other) < 1e-9, `${one} is not ${other}`);

describe('expected hit rates', () => {
  it('are the overall rate while nothing is known', () => {
    const { expectedHitRate, overallRate } = createHitRates().score(shoes);
    close(expectedHitRate, overallRate);
  });

  it('tell apart what was found wrong and what was not', () => {
    const rates = learned();
    assert.ok(rates.score(shoes).expectedHitRate > 0.8);
    assert.ok(rates.score(books).expectedHitRate < 0.1);
  });

  it('fall back on what is general for a line that was never seen', () => {
    const rates = learned();
    const other = rates.score({ ...shoes, origin: 'ID', importer: 'C', netMassKg: 7, value: 11 }).expectedHitRate;
    assert.ok(other > rates.score({ hs6: '010121' }).expectedHitRate);
    assert.ok(other < rates.score(shoes).expectedHitRate);
  });

  it('rise with finds', () => {
    const rateWith = (finds: number) => {
      const rates = learned();
      rates.learn([...times(finds, books, true), ...times(5 - finds, books, false)]);
      return rates.score(books).expectedHitRate;
    };
    for (let finds = 1; finds <= 5; finds += 1) assert.ok(rateWith(finds) > rateWith(finds - 1));
  });

  it('do not depend on the order within a batch', () => {
    const batch = [...times(3, shoes, false), ...times(2, books, true), ...times(1, shoes, true)];
    const [one, other] = [learned(), learned()];
    one.learn(batch);
    other.learn(batch.toReversed());
    for (const line of [shoes, books]) close(one.score(line).expectedHitRate, other.score(line).expectedHitRate);
  });

  it('count the same controls and finds in whatever order batches come', () => {
    const [one, other] = [createHitRates(), createHitRates()];
    const batches = [times(3, shoes, true), times(2, books, false), times(1, shoes, false)];
    for (const batch of batches) one.learn(batch);
    for (const batch of batches.toReversed()) other.learn(batch);
    const supports = (rates: HitRates) =>
      rates.score(shoes).chains.map(({ steps }) => steps.map(({ controls, finds }) => [controls, finds]));
    assert.deepEqual(supports(one), supports(other));
  });

  it('are not changed by asking', () => {
    const rates = learned();
    const first = rates.score(shoes);
    for (let at = 0; at < 10; at += 1) rates.score(books);
    assert.deepEqual(rates.score(shoes), first);
  });

  it('count a result once for a combination that stands in two chains', () => {
    const rates = createHitRates([
      { name: 'one', combinations: [['hs6']] },
      { name: 'two', combinations: [['hs6'], ['hs6', 'origin']] },
    ]);
    rates.learn(times(1, shoes, true));
    for (const { steps } of rates.score(shoes).chains) assert.equal(steps[0]!.controls, 1);
  });

  it('keep apart combinations whose words would run together', () => {
    const rates = createHitRates([{ name: 'one', combinations: [['importer', 'seller']] }]);
    rates.learn(times(1, { importer: 'A', seller: 'B","C' }, true));
    assert.equal(rates.score({ importer: 'A","B', seller: 'C' }).chains[0]!.steps[0]!.controls, 0);
  });
});

describe('grounds of a score', () => {
  it('name the combination, its controls and finds, the greatest part first', () => {
    const grounds = groundsOf(learned().score(shoes));
    const parts = grounds.map(({ adds }) => Math.abs(adds));
    assert.deepEqual(
      parts,
      parts.toSorted((one, other) => other - one),
    );
    const importer = groundsOf(learned().score(shoes), 20).find(({ chain }) => chain === 'importer')!;
    assert.deepEqual(importer.combination, { importer: 'A', heading: '6404' });
    assert.match(importer.text, /^importer A, heading 6404: 20 of 20 controls found something, \d+ % expected$/);
  });

  it('name the most specific combination that was controlled', () => {
    const [route] = groundsOf(learned().score({ origin: 'VN', departure: 'SG' }), 20).filter(
      ({ chain }) => chain === 'route',
    );
    assert.deepEqual(route!.combination, { origin: 'VN' });
  });

  it('are none while nothing was controlled', () => {
    assert.deepEqual(groundsOf(createHitRates().score(shoes)), []);
  });
});
