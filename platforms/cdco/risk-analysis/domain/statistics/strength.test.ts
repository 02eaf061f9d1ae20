import assert from 'node:assert/strict';
import { smoothed } from './smoothing.ts';
import { createStrength } from './strength.ts';
import { createWeights } from './weights.ts';

const learnFrom = (results: readonly { finds: number; controls: number; found: boolean }[]): number => {
  const strength = createStrength();
  for (const { found, ...support } of results) strength.learn((one) => smoothed(support, 0.2, one), found);
  return strength.best();
};

describe('strength of a combination', () => {
  it('is small where one control foretells the next', () => {
    const telling = Array.from({ length: 100 }, (_, at) => ({
      controls: 1,
      finds: at % 5 ? 0 : 1,
      found: at % 5 === 0,
    }));
    assert.ok(learnFrom(telling) <= 0.25);
  });

  it('is great where controls foretell nothing', () => {
    const noise = Array.from({ length: 100 }, (_, at) => ({ controls: 1, finds: at % 2, found: at % 10 < 2 }));
    assert.ok(learnFrom(noise) >= 64);
  });
});

describe('weights of chains', () => {
  const learnt = (evidenceOf: (found: boolean) => readonly number[]) => {
    const weights = createWeights(2);
    for (let at = 0; at < 500; at += 1) {
      const found = at % 4 === 0;
      weights.learn([{ evidence: evidenceOf(found), found }], -1);
    }
    return weights;
  };

  it('grow where the evidence proves true', () => {
    const weights = learnt((found) => [found ? 2 : -2, 0]);
    assert.ok(weights.of(0) > 1);
    assert.equal(weights.of(1), 0.5);
  });

  it('fall to zero, not below, where it misleads', () => {
    assert.equal(learnt((found) => [found ? -2 : 2, 0]).of(0), 0);
  });
});
