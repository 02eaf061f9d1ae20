/** What counts once, also where two processes are shown it at the same moment; and what is no answer of a national provider. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createBreaker } from '../../shared-services/kit/breaker.ts';
import { type TestComponents, testComponents } from '../../shared-services/kit/test-support/components.ts';
import { guardedFetch, isUnreachable, ProviderUnreachable } from './brokering/outside-call.ts';
import { createSignInsAway } from './brokering/sign-ins.ts';
import { createAdapter } from './provider/adapter.ts';

const minuteMs = 60_000;

describe('what counts once', () => {
  let components: TestComponents;
  let nowMs = Date.UTC(2026, 10, 22);
  const clock = { nowMs: () => nowMs };
  before(async () => {
    components = await testComponents([
      { name: 'uumds', migrationsDirectory: join(import.meta.dirname, 'storage/migrations') },
    ]);
  });
  after(() => components.drop());

  const signIns = () => createSignInsAway({ pool: components.poolOf('uumds'), clock, secret: 'of this test' });

  it('is the state of a sign-in that was away: of those who bring it at once, one goes on', async () => {
    const { state, nonce, codeVerifier } = await signIns().begin('be', 'interaction');
    assert.equal(await signIns().end('de', 'interaction', state), undefined, 'another provider');
    assert.equal(await signIns().end('be', 'another', state), undefined, 'another browser');
    const ends = await Promise.all(Array.from({ length: 8 }, () => signIns().end('be', 'interaction', state)));
    assert.deepEqual(
      ends.filter((one) => one !== undefined),
      [{ state, nonce, codeVerifier }],
    );
    assert.equal(await signIns().interactionOf('be', state), undefined);
  });

  it('is no state any more after ten minutes', async () => {
    const { state } = await signIns().begin('be', 'interaction');
    nowMs += 10 * minuteMs;
    assert.equal(await signIns().interactionOf('be', state), undefined);
    assert.equal(await signIns().end('be', 'interaction', state), undefined);
  });

  it('is a proof or an assertion: of several with one name, one; when it is over, its name is free again', async () => {
    const used = () =>
      createAdapter(components.poolOf('uumds'), clock, {} as never)('ReplayDetection').upsert('jti', {}, 60);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, used));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    await assert.rejects(used(), /invalid_request/);
    nowMs += minuteMs;
    await used();
  });

  it('is a code: of those who redeem it at once, one; and nothing is consumed that is not there', async () => {
    const codes = () => createAdapter(components.poolOf('uumds'), clock, {} as never)('AuthorizationCode');
    await codes().upsert('code', { clientId: 'portorium-portal' }, 60);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => codes().consume('code')));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    await assert.rejects(codes().consume('another'), /invalid_grant/);
  });
});

describe('a request to a national provider', () => {
  const answering = async (status: number, work: (ask: () => Promise<Response>) => Promise<void>) => {
    const server = createServer((_, response) => response.writeHead(status).end());
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const breaker = createBreaker({ name: 'national', maxUnderWay: 4 });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await work(() => guardedFetch(breaker, 30_000)(url, {})).finally(() => server.close());
  };

  it('that is refused is answered', () =>
    answering(400, async (ask) => {
      assert.equal((await ask()).status, 400);
    }));

  it('is not answered by a fault of the provider, nor by being sent elsewhere', async () => {
    for (const status of [500, 503, 302])
      await answering(status, (ask) =>
        assert.rejects(ask(), (error) => error instanceof ProviderUnreachable && isUnreachable(error)),
      );
  });
});
