import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultBackOff, rejected, waitMs } from './back-off.ts';

const failed = new Error('refused connection');

describe('back-off of a push', () => {
  it('doubles with each attempt, up to the longest', () => {
    const waits = [0, 1, 2, 7, 1000].map((attempts) => waitMs(failed, attempts, defaultBackOff, 0));
    assert.deepEqual(waits, [500, 1000, 2000, 60_000, 60_000]);
  });

  it('is rare where the Member State calls the message wrong', () => {
    assert.equal(waitMs(rejected('fault Sender'), 0, defaultBackOff, 0), defaultBackOff.rejectedMs);
  });

  it('is spread, and never less than half', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
        const full = waitMs(failed, attempts, defaultBackOff, 0);
        const some = waitMs(failed, attempts, defaultBackOff, random);
        assert.ok(some <= full && some >= full / 2 - 1);
      }),
    );
  });
});
