/** Places from which requests come: how much each may, and what is held against it. Without a network: the rules alone. */
import assert from 'node:assert/strict';
import { silentLogger } from '../../kit/logging.ts';
import { createMetrics } from '../../kit/metrics.ts';
import { Refusal } from '../../kit/refusal.ts';
import { createClosed } from './closed.ts';
import { type ConnectionLimits, createConnectionGuard } from './connections.ts';
import { countByMinute, countHeld } from './counts.ts';
import { createAddressGuard } from './guard.ts';

const log = silentLogger();
const here = { remoteAddress: '192.0.2.1' };
const there = { remoteAddress: '198.51.100.1' };
const many = Array.from({ length: 50_001 }, (_, at) => `place ${at}`);

describe('what is known of places', () => {
  it('is whoever asked a proxy of ours, and never what a stranger says of itself', () => {
    const isProxy = (address: string) => address === '10.0.0.7';
    const { placeOf } = createAddressGuard({ isProxy, metrics: createMetrics('speed2ng'), log });
    const forwardedFor = '198.51.100.1';
    assert.equal(placeOf({ remoteAddress: '10.0.0.7', forwardedFor }), '198.51.100.1');
    assert.equal(placeOf({ ...here, forwardedFor }), '192.0.2.1');
  });

  it('is how many in a minute, each minute from its first', () => {
    let nowMs = 0;
    const count = countByMinute(() => nowMs);
    assert.deepEqual([count('a'), count('a'), count('b')], [1, 2, 1]);
    nowMs = 59_999;
    assert.equal(count('a'), 3);
    nowMs = 60_000;
    assert.deepEqual([count('a'), count('a')], [1, 2]);
  });

  it('is how many at once; each ends once', () => {
    const held = countHeld();
    const [first, second] = [held.begin('a'), held.begin('a')];
    first();
    first();
    assert.equal(held.of('a'), 1);
    second();
    assert.equal(held.of('a'), 0);
  });

  it('is whether it is closed, and for how long', () => {
    const closed = createClosed();
    closed.close('a', 60_000);
    assert.ok(closed.forMs('a') > 50_000 && closed.forMs('a') <= 60_000);
    assert.ok(closed.forMs('b') <= 0);
    closed.close('a', 0);
    assert.ok(closed.forMs('a') <= 0);
  });

  it('is forgotten of the one that stands first where there are too many', () => {
    const [count, closed] = [countByMinute(() => 0), createClosed()];
    for (const place of many) {
      count(place);
      closed.close(place, 60_000);
    }
    assert.deepEqual([count(many[0]!), count(many[2]!)], [1, 2]);
    assert.ok(closed.forMs(many[0]!) <= 0 && closed.forMs(many[1]!) > 0);
  });
});

describe('the share of a place', () => {
  const guarded = () => {
    const turnedAway: string[] = [];
    const guard = createAddressGuard({
      limits: {
        requests: { requests: 3, periodSeconds: 600 },
        failures: { requests: 2, periodSeconds: 600, blockSeconds: 600 },
      },
      isProxy: (address) => address === '203.0.113.1',
      metrics: { turnedAway: (by: string) => void turnedAway.push(by) } as never,
      log,
    });
    return { guard, turnedAway };
  };
  const refusal = (status: 'unauthenticated' | 'forbidden', code: string) => new Refusal({ code, status, title: code });

  it('is of requests', async () => {
    const { guard, turnedAway } = guarded();
    for (let sent = 0; sent < 3; sent += 1) await guard.admit(here);
    await assert.rejects(guard.admit(here), { code: 'THROTTLED' });
    await guard.admit(there);
    assert.deepEqual(turnedAway, ['address']);
  });

  it('ends for a while where proof of identity fails again and again, and for nothing else', async () => {
    const { guard, turnedAway } = guarded();
    const failing = async (reason: unknown, times: number) => {
      for (let failed = 0; failed < times; failed += 1) await guard.refused(here, reason);
    };
    await failing(refusal('unauthenticated', 'TOKEN_EXPIRED'), 5);
    await failing(refusal('forbidden', 'CALLER_NOT_ADMITTED'), 5);
    await failing(new Error('ours'), 5);
    await failing(refusal('unauthenticated', 'TOKEN_INVALID'), 2);
    await guard.admit(here);
    await failing(refusal('unauthenticated', 'TOKEN_INVALID'), 1);
    await assert.rejects(
      guard.admit(here),
      (error) => error instanceof Refusal && error.code === 'LOCKED_OUT' && (error.retryAfterMs ?? 0) > 500_000,
    );
    await guard.admit(there);
    assert.deepEqual(turnedAway, ['lockout']);
  });
});

describe('connections of a place, before there is a request', () => {
  const opening = (limits: Partial<ConnectionLimits>, lockedOutMs = 0) => {
    const turnedAway: string[] = [];
    const guard = createConnectionGuard({
      limits,
      isProxy: (address) => address === '203.0.113.1',
      metrics: { turnedAway: (by) => void turnedAway.push(by) },
      log,
      lockedOut: { forMs: (place) => (place === '192.0.2.1' ? lockedOutMs : 0) },
    });
    return { guard, turnedAway, open: (address = here.remoteAddress) => guard.open(address) };
  };

  it('are so many at once', () => {
    const { open, turnedAway } = opening({ atOnce: 2 });
    const end = open();
    assert.ok(end !== undefined && open() !== undefined);
    assert.equal(open(), undefined);
    assert.ok(open(there.remoteAddress) !== undefined);
    end();
    assert.ok(open() !== undefined);
    assert.deepEqual(turnedAway, ['connections']);
  });

  it('are so many a minute', () => {
    const { open } = opening({ perMinute: 2 });
    open()?.();
    open()?.();
    assert.equal(open(), undefined);
    assert.ok(open(there.remoteAddress) !== undefined);
  });

  it('are few of a place that is locked out: enough to be told so', () => {
    const { open, turnedAway } = opening({ toBeTold: 1 }, 60_000);
    assert.ok(open() !== undefined);
    assert.equal(open(), undefined);
    assert.ok(open(there.remoteAddress) !== undefined && open(there.remoteAddress) !== undefined);
    assert.deepEqual(turnedAway, ['lockout']);
  });

  it('are none for a while where handshakes fail again and again; of our proxies always', async () => {
    const { guard, open, turnedAway } = opening({ handshakes: { requests: 1, periodSeconds: 600, blockSeconds: 600 } });
    assert.equal(await guard.failed(here.remoteAddress), false);
    assert.ok(open() !== undefined);
    assert.equal(await guard.failed(here.remoteAddress), true);
    assert.equal(open(), undefined);
    assert.deepEqual(turnedAway, ['handshakes']);
    for (let failed = 0; failed < 3; failed += 1) assert.equal(await guard.failed('203.0.113.1'), false);
    assert.ok(open('203.0.113.1') !== undefined && open(there.remoteAddress) !== undefined);
  });
});
