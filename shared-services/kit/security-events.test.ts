import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createSecurityEvents } from './security-events.ts';

let nowMs = 120_500;
const clock = { nowMs: () => nowMs };

describe('security events of a process', () => {
  it('wait until they are taken; the same again is counted', () => {
    const events = createSecurityEvents({ isEvent: (code) => code !== 'NONE', clock });
    for (const code of ['A', 'A', 'NONE', 'B']) events.note({ code, protocol: 'rest' });
    events.note({ code: 'A', protocol: 'rest', address: '192.0.2.1' });
    const { events: taken, dropped } = events.take();
    assert.deepEqual(
      taken.map(({ code, count, address }) => [code, count, address]),
      [
        ['A', 2, undefined],
        ['B', 1, undefined],
        ['A', 1, '192.0.2.1'],
      ],
    );
    assert.equal(dropped, 0);
    assert.deepEqual(events.take(), { events: [], traffic: [], dropped: 0 });
  });

  it('have a bound; what is thrown away is counted', () => {
    const events = createSecurityEvents({ isEvent: () => true, clock, maxWaiting: 2 });
    for (const code of ['A', 'B', 'C', 'D', 'A']) events.note({ code, protocol: 'rest' });
    const { events: taken, dropped } = events.take();
    assert.deepEqual([taken.length, taken[0]?.count, dropped], [2, 2, 2]);
  });

  it('count what partners send, by minute and place', () => {
    const events = createSecurityEvents({ isEvent: () => true, clock });
    for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.2']) events.count('BE', address);
    assert.deepEqual(events.take().traffic, []);
    nowMs = 180_000;
    events.count('BE', '192.0.2.1');
    assert.deepEqual(
      events.take().traffic.map(({ address, minuteMs, count }) => [address, minuteMs, count]),
      [
        ['192.0.2.1', 120_000, 2],
        ['192.0.2.2', 120_000, 1],
      ],
    );
    assert.equal(events.take(true).traffic.length, 1);
  });
});
