import assert from 'node:assert/strict';
import fc from 'fast-check';
import { logOdds, noSupport, rateOf, smoothed } from './smoothing.ts';

const parents = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const strengths = fc.double({ min: 0.1, max: 1000, noNaN: true });
const supports = fc
  .tuple(fc.nat(1000), fc.nat(1000))
  .map(([finds, misses]) => ({ controls: finds + misses, finds }))
  .filter(({ controls }) => controls > 0);

describe('smoothing of hit rates', () => {
  it('gives the more general rate where there were no controls', () => {
    fc.assert(
      fc.property(parents, strengths, (parent, strength) => {
        assert.ok(Math.abs(smoothed(noSupport, parent, strength) - parent) < 1e-12);
      }),
    );
  });

  it('lies between the own rate and the more general one', () => {
    fc.assert(
      fc.property(supports, parents, strengths, (support, parent, strength) => {
        const own = support.finds / support.controls;
        const rate = smoothed(support, parent, strength);
        assert.ok(rate >= Math.min(own, parent) - 1e-12 && rate <= Math.max(own, parent) + 1e-12);
      }),
    );
  });

  it('rises with every find and falls with every control that found nothing', () => {
    fc.assert(
      fc.property(supports, parents, strengths, ({ controls, finds }, parent, strength) => {
        const rate = smoothed({ controls, finds }, parent, strength);
        assert.ok(smoothed({ controls: controls + 1, finds: finds + 1 }, parent, strength) > rate);
        assert.ok(smoothed({ controls: controls + 1, finds }, parent, strength) < rate);
      }),
    );
  });

  it('comes nearer to the own rate as support grows', () => {
    fc.assert(
      fc.property(supports, parents, strengths, ({ controls, finds }, parent, strength) => {
        const own = finds / controls;
        const distance = (times: number) =>
          Math.abs(smoothed({ controls: controls * times, finds: finds * times }, parent, strength) - own);
        assert.ok(distance(10) <= distance(1) + 1e-12);
        assert.ok(distance(1_000_000) < 0.002);
      }),
    );
  });

  it('turns rates to log odds and back', () => {
    fc.assert(fc.property(parents, (rate) => assert.ok(Math.abs(rateOf(logOdds(rate)) - rate) < 1e-9)));
  });
});
