import assert from 'node:assert/strict';
import fc from 'fast-check';
import { historyName, positionOf, segmentName, segmentOf, segmentStart, textOf } from './position.ts';

const segmentBytes = 16 * 1024 * 1024;

describe('a position in the log', () => {
  it('is read and written as PostgreSQL writes it', () => {
    assert.equal(positionOf('16/B374D848'), 97500059720n);
    assert.equal(textOf(97500059720n), '16/B374D848');
    assert.throws(() => positionOf('16'), /no position/);
  });

  it('lies in the segment that PostgreSQL names', () => {
    // pg_walfile_name('1/2A000000') of a server with segments of 16 MB, on its second timeline.
    assert.equal(segmentName(2, positionOf('1/2A000000'), segmentBytes), '00000002000000010000002A');
    assert.equal(historyName(2), '00000002.history');
  });

  it('and the names of segments say the same', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 60n) - 1n), fc.integer({ min: 1, max: 99 }), (position, timeline) => {
        const start = segmentStart(position, segmentBytes);
        assert.deepEqual(segmentOf(segmentName(timeline, position, segmentBytes), segmentBytes), { timeline, start });
        assert.ok(start <= position && position - start < BigInt(segmentBytes));
      }),
    );
  });
});
