import assert from 'node:assert/strict';
import { wilson } from './interval.ts';
import { overlapOf } from './overlaps.ts';
import { isInSample, mostSamples } from './sampling.ts';
import { addTried, emptyTallies, type KnownResult, type Tallies } from './tally.ts';

const hit = [{ pointer: '/a', value: 'x' }];
const none: readonly KnownResult[] = [];

const concerned = () => ['BE'];

const addAll = (tallies: Tallies, from: number, to: number) => {
  for (let number = from; number < to; number += 1) {
    const hits = [number % 4 === 0 ? hit : undefined];
    const live = () => (number % 8 === 0 ? ['LIVE-1'] : []);
    const tried = {
      reference: `R-${number}`,
      day: '2026-11-21',
      office: 'BE000001',
      hits,
      live,
      concerned,
      results: none,
    };
    addTried(tallies, tried, ['PSF']);
  }
};

describe('what a backtest counts', () => {
  it('is the same whether it was taken up again or not', () => {
    const whole = emptyTallies(1);
    addAll(whole, 0, 1000);
    const half = emptyTallies(1);
    addAll(half, 0, 500);
    const takenUp = JSON.parse(JSON.stringify(half)) as Tallies;
    addAll(takenUp, 500, 1000);
    assert.deepEqual(takenUp, whole);
    const [tally] = whole.subjects;
    assert.deepEqual([tally!.hits, tally!.alone, tally!.both['LIVE-1']], [250, 125, 125]);
    assert.equal(tally!.samples.length, mostSamples);
  });

  it('asks the live profiles of hits and of a sample only', () => {
    let asked = 0;
    const tallies = emptyTallies(1);
    const live = () => {
      asked += 1;
      return [];
    };
    for (let number = 0; number < 16_000; number += 1) {
      const tried = {
        reference: `R-${number}`,
        day: '2026-11-21',
        office: '-',
        hits: [undefined],
        live,
        concerned,
        results: none,
      };
      addTried(tallies, tried, ['PSF']);
    }
    assert.equal(asked, tallies.sampled);
    assert.ok(asked > 800 && asked < 1200, `${asked}`);
    assert.equal(isInSample('R-1'), isInSample('R-1'));
  });
});

describe('a share of few cases', () => {
  it('has the interval of Wilson', () => {
    assert.equal(wilson(0, 0), undefined);
    const { from, to } = wilson(3, 10)!;
    assert.equal(from.toFixed(4), '0.1078');
    assert.equal(to.toFixed(4), '0.6032');
    assert.equal(wilson(0, 10)!.from, 0);
    assert.equal(wilson(0, 10)!.to.toFixed(4), '0.2775');
  });

  it('of overlaps stays within its bounds where the other is known of a sample only', () => {
    assert.deepEqual(overlapOf('X', 10, 4, 5), { profileId: 'X', bothHit: 5, contained: 0.5, jaccard: 0.5 });
    assert.equal(overlapOf('X', 0, 4, 0).contained, 0);
  });
});
