/** Shares and lock-outs, as strangers feel them; and what TLS itself refuses. */
import assert from 'node:assert/strict';
import { after, afterEach, describe, it } from 'mocha';
import { createThrottle } from '../../shared-services/gateway/throttle.ts';
import { proxiesOf } from '../../shared-services/gateway/throttling/address.ts';
import { createAddressGuard } from '../../shared-services/gateway/throttling/guard.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { createMetrics } from '../../shared-services/kit/metrics.ts';
import { codeIn, dial, get, sendBytes, startTarget, statusesIn, type Target } from '../support/hostile.ts';

describe('shares and lock-outs', () => {
  let target: Target;
  afterEach(() => target.stop());

  const guardWith = (more: object) => {
    const metrics = createMetrics('speed2ng');
    const told: object[] = [];
    const log = Object.assign(silentLogger(), { warn: (fields: object) => told.push(fields) });
    return { metrics, told, addresses: createAddressGuard({ metrics, log, ...more }) };
  };
  const ask = async (headers: readonly string[] = []) => {
    const answer = await sendBytes(target, [get('/rest/v1/probe/urgent/x', ['Connection: close', ...headers])]);
    return { status: statusesIn(answer)[0], code: codeIn(answer), retryAfter: /Retry-After: (\d+)/i.exec(answer)?.[1] };
  };
  const asOurselves = () => ask([`Authorization: ${target.token}`]);

  it('an address has its share, whoever asks from there, before anything is proved', async () => {
    const { addresses, metrics } = guardWith({ limits: { requests: { requests: 3, periodSeconds: 60 } } });
    target = await startTarget({ addresses, metrics });
    for (let count = 0; count < 3; count += 1) assert.equal((await asOurselves()).status, 200);
    const { status, code, retryAfter } = await ask();
    assert.deepEqual([status, code], [429, 'THROTTLED']);
    assert.ok(Number(retryAfter) > 0);
    assert.equal(
      (await ask(['X-Forwarded-For: 198.51.100.1'])).status,
      429,
      'another address is not had for the asking',
    );
    assert.match(await metrics.registry.metrics(), /portorium_turned_away_total\{by="address".*\} 2/);
  });

  it('an address from which proof fails again and again is closed, and says until when', async () => {
    const failures = { requests: 5, periodSeconds: 60, blockSeconds: 60 };
    const { addresses, told, metrics } = guardWith({ limits: { failures } });
    target = await startTarget({ addresses, metrics });
    for (let count = 0; count < 6; count += 1)
      assert.equal((await ask(['Authorization: Bearer a.b.c'])).code, 'TOKEN_INVALID');
    const { status, code, retryAfter } = await asOurselves();
    assert.deepEqual([status, code], [429, 'LOCKED_OUT']);
    assert.ok(Number(retryAfter) > 50);
    assert.deepEqual(target.seen, []);
    assert.match(JSON.stringify(told), /"security":"lock-out","place":"127\.0\.0\.1"/);
    assert.match(await metrics.registry.metrics(), /portorium_turned_away_total\{by="lockout".*\} 1/);
  });

  it('a token that has run out is no attempt to guess one', async () => {
    const failures = { requests: 1, periodSeconds: 60, blockSeconds: 60 };
    const { addresses, metrics } = guardWith({ limits: { failures } });
    target = await startTarget({ addresses, metrics });
    const expired = await target.authorization({ expiresInSeconds: -10 });
    for (let count = 0; count < 4; count += 1)
      assert.equal((await ask([`Authorization: ${expired}`])).code, 'TOKEN_EXPIRED');
    assert.equal((await asOurselves()).status, 200);
  });

  it('behind a proxy of ours each caller has an address of its own; what callers write before it is not believed', async () => {
    const limits = { requests: { requests: 2, periodSeconds: 60 } };
    const { addresses, metrics } = guardWith({ limits, isProxy: proxiesOf('127.0.0.1') });
    target = await startTarget({ addresses, metrics });
    const from = (value: string) => ask([`Authorization: ${target.token}`, `X-Forwarded-For: ${value}`]);
    assert.deepEqual(
      [(await from('198.51.100.1')).status, (await from('198.51.100.1')).status, (await from('198.51.100.1')).status],
      [200, 200, 429],
    );
    assert.equal((await from('198.51.100.2')).status, 200);
    assert.equal((await from('203.0.113.9, 198.51.100.1')).status, 429);
    for (const host of ['::1', '::2']) assert.equal((await from(`2001:db8:1:1:${host.slice(1)}`)).status, 200);
    assert.equal((await from('2001:db8:1:1:ffff::9')).status, 429, 'a network /64 is one place');
  });

  it('a credential has its share of that of its party', async () => {
    const credentialThrottle = createThrottle({ requests: 2, periodSeconds: 60 });
    target = await startTarget({ credentialThrottle });
    assert.deepEqual([(await asOurselves()).status, (await asOurselves()).status], [200, 200]);
    assert.deepEqual([(await asOurselves()).status, (await asOurselves()).code], [429, 'THROTTLED']);
    const other = await target.authorization({ eori: 'NL1' });
    assert.equal((await ask([`Authorization: ${other}`])).status, 200);
  });
});

describe('TLS', () => {
  let target: Target;
  after(() => target.stop());

  it('renegotiation by the client is refused', async () => {
    target = await startTarget();
    const socket = await dial(target, { maxVersion: 'TLSv1.2' });
    assert.equal(socket.getProtocol(), 'TLSv1.2');
    const outcome = await new Promise<string>((resolve) => {
      socket.on('error', (error) => resolve(error.message));
      socket.setTimeout(1000, () => resolve('no answer'));
      socket.renegotiate({}, (error) => resolve(error === null ? 'renegotiated' : error.message));
    });
    socket.destroy();
    assert.notEqual(outcome, 'renegotiated');
  });
});
