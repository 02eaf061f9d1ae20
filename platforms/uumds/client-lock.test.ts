import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { proxiesOf } from '../../shared-services/gateway/throttling/address.ts';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { failuresAllowed, windowMs } from './provider/client-lock.ts';
import { startTestUumds, type TestUumds } from './server.test-support.ts';

describe('a client that fails to prove who it is', () => {
  let uumds: TestUumds;
  let aheadMs = 0;
  const clock = { nowMs: () => systemClock.nowMs() + aheadMs };
  before(async () => {
    uumds = await startTestUumds({ clock, isProxy: proxiesOf('127.0.0.1') });
  });
  after(() => uumds.remove());

  const secretOf = (clientId: string) => uumds.accounts.clients[clientId] ?? '';
  const ask = async (clientId: string, secret: string, from: string, inHeader = false) => {
    const basic = { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` };
    const answer = await fetch(`${uumds.issuer}/protocol/openid-connect/token`, {
      method: 'POST',
      headers: { 'x-forwarded-for': from, ...(inHeader ? basic : {}) },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        ...(inHeader ? {} : { client_id: clientId, client_secret: secret }),
      }),
    });
    const { error } = (await answer.json()) as { error?: string };
    return { status: answer.status, error, retryAfter: Number(answer.headers.get('retry-after')) };
  };
  const right = (clientId: string, from: string) => ask(clientId, secretOf(clientId), from);

  it('is closed to the place that guesses, by header or body, and stays open to itself', async () => {
    for (let count = 0; count < failuresAllowed.ofClientFromPlace; count += 1) {
      assert.equal((await ask('invented-parcels', `wrong-${count}`, '198.51.100.1', count % 2 === 0)).status, 401);
    }
    for (const inHeader of [true, false]) {
      const closed = await ask('invented-parcels', secretOf('invented-parcels'), '198.51.100.1', inHeader);
      assert.deepEqual([closed.status, closed.error], [429, 'temporarily_unavailable'], 'also with the right secret');
      assert.ok(closed.retryAfter > 0 && closed.retryAfter <= windowMs / 1000);
    }
    assert.equal((await right('invented-parcels', '198.51.100.2')).status, 200, 'the client from its own place');
    assert.equal((await right('invented-post', '198.51.100.1')).status, 200, 'its neighbours there');
    aheadMs += windowMs + 1000;
    assert.equal((await right('invented-parcels', '198.51.100.1')).status, 200, 'when its time is over');
  });

  it('closes the place for all when it goes on, and leaves no rows of names that nobody has', async () => {
    for (let count = 0; count < failuresAllowed.ofPlace; count += 1) {
      assert.equal((await ask(`nobody-${count}`, 'wrong', '198.51.100.3')).status, 401);
    }
    const closed = await right('invented-post', '198.51.100.3');
    assert.deepEqual([closed.status, closed.error], [429, 'temporarily_unavailable']);
    assert.ok(closed.retryAfter > 0);
    const { rows } = await uumds.pool.query(`select from sign_in_attempt where account like '%nobody%'`);
    assert.equal(rows.length, 0);
  });

  it('is not counted when it only asks for what it may not have', async () => {
    for (let count = 0; count < failuresAllowed.ofClientFromPlace + 1; count += 1) {
      const answer = await fetch(`${uumds.issuer}/protocol/openid-connect/token`, {
        method: 'POST',
        headers: { 'x-forwarded-for': '198.51.100.4' },
        body: new URLSearchParams({
          grant_type: 'password',
          client_id: 'invented-post',
          client_secret: secretOf('invented-post'),
        }),
      });
      assert.equal(answer.status, 400);
    }
    assert.equal((await right('invented-post', '198.51.100.4')).status, 200);
  });
});
