import assert from 'node:assert/strict';
import { rateInterval } from './interval.ts';
import { waysOf } from './ways.ts';

const rounded = (finds: number, controls: number) =>
  Object.values(rateInterval(finds, controls)).map((one) => Number(one.toFixed(4)));

describe('the interval of a rate', () => {
  it('is that of Wilson', () => {
    // Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    assert.deepEqual(rounded(81, 263), [0.308, 0.2553, 0.3662]);
    assert.deepEqual(rounded(15, 148), [0.1014, 0.0624, 0.1605]);
    assert.deepEqual(rounded(0, 20), [0, 0, 0.1611]);
    assert.deepEqual(rounded(1, 29), [0.0345, 0.0061, 0.1718]);
  });

  it('is everything where nothing was controlled', () => {
    assert.deepEqual(rateInterval(0, 0), { rate: 0, from: 0, to: 1 });
  });
});

describe('ways of selection', () => {
  const hit = {
    profileVersion: 1,
    riskAreaCode: 'UVL',
    riskLevel: 'low',
    blocks: false,
    reason: '',
    elements: [],
  } as const;

  it('are told once each, and apart', () => {
    const watchListMatch = { entryId: 'E', listed: 'N', score: 100, why: '' };
    const hits = [
      { ...hit, profileId: 'SEED-1' },
      { ...hit, profileId: 'SEED-2' },
      { ...hit, profileId: 'CRED-SWAPPED' },
      { ...hit, profileId: 'WL-1', watchListMatch },
      { ...hit, profileId: 'RAND-SHARE', selectedBy: 'random' as const },
    ];
    assert.deepEqual(waysOf(hits), ['profiles', 'credibility', 'watchLists', 'random']);
  });

  it('tell an assessment without hits from one that is not known', () => {
    assert.deepEqual([waysOf([]), waysOf(undefined)], [['none'], ['unknown']]);
  });
});
