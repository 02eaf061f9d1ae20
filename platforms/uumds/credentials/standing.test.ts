import assert from 'node:assert/strict';
import { eventually } from '../../../shared-services/kit/test-support/samples.ts';
import { readStanding } from './storage/standing.ts';
import { registration, type Scene, startScene } from './test-support/scene.ts';

interface News {
  readonly revision: string;
  readonly whole: boolean;
  readonly change?: readonly { kind: string; id: string; believed: boolean; issuedBefore?: string }[];
}

describe('the standing of credentials', () => {
  let scene: Scene;
  before(async () => {
    scene = await startScene();
  });
  after(() => scene.stop());

  const watch = (since?: string, waitMs = 0) =>
    scene.asPlatform<News>('speed2ng', 'watchStanding', { ...(since === undefined ? {} : { since }), waitMs });
  /** As a gateway does: an answer without news (the bell rings when listening begins, too) is followed by the same question. */
  const newsSince = async (revision: string): Promise<News> => {
    for (;;) {
      const news = await watch(revision, 20_000);
      if (news.change !== undefined) return news;
    }
  };
  const suspend = (clientId: string) => scene.asOperator('suspendApiClient', { clientId });

  it('tells everything to who knows nothing, and then what has changed', async () => {
    const { clientId } = await scene.register();
    const first = await watch();
    assert.equal(first.whole, true);
    assert.deepEqual(await watch(first.revision), { revision: first.revision, whole: false });
    await suspend(clientId);
    const second = await watch(first.revision);
    assert.deepEqual([second.whole, second.change], [false, [{ kind: 'client', id: clientId, believed: false }]]);
  });

  it('after a resumption keeps refusing the tokens from before', async () => {
    const { clientId } = await scene.register();
    await suspend(clientId);
    const { revision } = await watch();
    await scene.asOperator('resumeApiClient', { clientId });
    const issuedBefore = new Date(scene.clock.nowAt + 1000).toISOString().replace('.000', '');
    assert.deepEqual((await watch(revision)).change, [{ kind: 'client', id: clientId, believed: true, issuedBefore }]);
  });

  it('a key that was lost takes the tokens of the client with it; an ordinary rotation does not', async () => {
    const { clientId } = await scene.register();
    const { revision } = await watch();
    const { jwks } = registration();
    await scene.asOperator('rotateApiClientKeys', { clientId, jwks });
    assert.equal((await watch(revision)).change, undefined);
    const { jwks: another } = registration();
    await scene.asOperator('rotateApiClientKeys', { clientId, jwks: another, overlapHours: 0 });
    assert.deepEqual(
      (await watch(revision)).change?.map(({ id, believed }) => [id, believed]),
      [[clientId, true]],
    );
  });

  it('a session and an account that have ended are told', async () => {
    const { revision } = await watch();
    await scene.asPlatform('uumds', 'endSignIn', { kind: 'session', id: 'session-1' });
    await scene.asPlatform('uumds', 'endSignIn', { kind: 'subject', id: 'somebody' });
    assert.deepEqual(
      (await watch(revision)).change?.map(({ kind, id, believed }) => [kind, id, believed]),
      [
        ['session', 'session-1', false],
        ['subject', 'somebody', true],
      ],
    );
  });

  it('is the gateways’ to ask, and the sign-in’s to end', async () => {
    for (const platform of ['cdco', 'uumds'])
      await assert.rejects(scene.asPlatform(platform, 'watchStanding', {}), { code: 'CALLER_NOT_ADMITTED' });
    const ended = { kind: 'subject', id: 'somebody' };
    await assert.rejects(scene.asPlatform('speed2ng', 'endSignIn', ended), { code: 'CALLER_NOT_ADMITTED' });
    await assert.rejects(scene.asPlatform('speed2ng', 'findApiClient', { clientId: 'x' }), {
      code: 'CALLER_NOT_ADMITTED',
    });
  });

  it('wakes who waits', async () => {
    const { clientId } = await scene.register();
    const { revision } = await watch();
    const told = newsSince(revision);
    const sinceMs = performance.now();
    await suspend(clientId);
    assert.equal((await told).change?.[0]?.id, clientId);
    const tookMs = performance.now() - sinceMs;
    assert.ok(tookMs < 10_000, `${tookMs} ms: it waited for the end of its time`);
  });

  it('wakes who waits in another process, by NOTIFY', async () => {
    const { revision } = await watch();
    const told = newsSince(revision);
    await eventually('listening', async () => {
      const rows = await scene.query(
        `select 1 from pg_stat_activity where query = 'LISTEN portorium_credentials_standing'`,
      );
      return rows.length > 0;
    });
    const sinceMs = performance.now();
    // As another process would: past this process' own bell.
    await scene.query(`
      with counted as (update standing_revision set revision = revision + 1 returning revision),
      written as (insert into standing select 'client', 'elsewhere', false, null, revision, now() from counted)
      select pg_notify('portorium_credentials_standing', '')`);
    assert.equal((await told).change?.[0]?.id, 'elsewhere');
    assert.ok(performance.now() - sinceMs < 10_000, 'it did not wait for the end of its time');
  });

  it('answers without news when the time is over', async () => {
    const { revision } = await watch();
    assert.deepEqual(await watch(revision, 50), { revision, whole: false });
  });

  it('tells everything anew to who knows less than is kept, or more than there is', async () => {
    const store = scene.host.storeOf('credentials');
    await scene.query('update standing_revision set forgotten_revision = 2');
    assert.equal((await readStanding(store, '1')).whole, true);
    assert.equal((await readStanding(store, '2')).whole, false);
    // A database that was restored from a copy counts again from before.
    assert.equal((await readStanding(store, '999999')).whole, true);
  });

  it('loses no change, however many are made at once', async () => {
    const { revision } = await watch();
    const ids = Array.from({ length: 60 }, (_, number) => `session-of-many-${number}`);
    const seen = new Set<string>();
    let since = revision;
    const reading = (async () => {
      while (seen.size < ids.length) {
        const news = await watch(since, 5000);
        since = news.revision;
        for (const { id } of news.change ?? []) seen.add(id);
      }
    })();
    await Promise.all(ids.map((id) => scene.asPlatform('uumds', 'endSignIn', { kind: 'session', id })));
    await reading;
    assert.deepEqual([...seen].toSorted(), ids.toSorted());
  });
});
