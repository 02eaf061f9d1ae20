import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Clock } from '../../../../kit/clock.ts';
import { silentLogger } from '../../../../kit/logging.ts';
import { createStore, type Store } from '../../../../kit/store/store.ts';
import { type TestComponents, testComponents } from '../../../../kit/test-support/components.ts';
import type { Tokens } from '../sign-in/tokens.ts';
import { sweepSessions } from './rows.ts';
import { formTokenOf } from './secret.ts';
import { createSessions, type SessionParts, type Sessions } from './sessions.ts';

const limits = { idleMs: 20 * 60_000, longestMs: 60 * 60_000 };
const holder = { subject: 'somebody', party: 'BE0000000001' };

describe('sessions at a site', () => {
  let components: TestComponents;
  let store: Store;
  let nowMs = Date.parse('2026-11-21T08:00:00Z');
  const clock: Clock = { nowMs: () => nowMs };
  /** Every renewal that the union sign-in was asked for, by refresh token. */
  const renewed: string[] = [];
  let renew: SessionParts['signIn']['renew'];

  const tokens = (number: number, lifetimeMs = 5 * 60_000): Tokens => ({
    accessToken: `access-${number}`,
    accessEndsAtMs: nowMs + lifetimeMs,
    refreshToken: `refresh-${number}`,
    idToken: 'id-token',
    name: 'Somebody',
  });
  const sessions = (): Sessions =>
    createSessions({ rows: store, clock, limits, signIn: { renew: (before) => renew(before) } });
  const expired = { code: 'SESSION_EXPIRED' };

  before(async () => {
    const migrationsDirectory = join(import.meta.dirname, '../../../../../platforms/speed2ng/storage/migrations');
    components = await testComponents([{ name: 'speed2ng', migrationsDirectory, outbox: true }]);
    store = createStore({ component: 'speed2ng', pool: components.poolOf('speed2ng'), log: silentLogger() });
  });
  after(() => components.drop());
  beforeEach(() => {
    renewed.length = 0;
    renew = async (before) => {
      renewed.push(before.refreshToken ?? '');
      await new Promise((resolve) => setTimeout(resolve, 50));
      return tokens(renewed.length + 1);
    };
  });

  it('are opened by their id, and by nothing else', async () => {
    const id = await sessions().begin(holder, tokens(1));
    assert.equal((await sessions().open(id)).accessToken, 'access-1');
    await assert.rejects(sessions().open(`${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}`), expired);
  });

  it('have another id and another form token each time', async () => {
    const ids = [await sessions().begin(holder, tokens(1)), await sessions().begin(holder, tokens(1))];
    assert.equal(new Set([...ids, ...ids.map(formTokenOf)]).size, 4);
  });

  it('hold no token that a reader of the table could use', async () => {
    const id = await sessions().begin(holder, tokens(1));
    const rows = await components.admin(
      'select row_to_json(portal_session)::text as line from portorium_speed2ng.portal_session',
    );
    const text = JSON.stringify(rows);
    for (const secret of [id, 'access-1', 'refresh-1', 'id-token', 'Somebody'])
      assert.ok(!text.includes(secret), secret);
  });

  it('cannot be made from the contents of another one', async () => {
    const [one, other] = [await sessions().begin(holder, tokens(1)), await sessions().begin(holder, tokens(2))];
    await components.admin(
      'update portorium_speed2ng.portal_session set sealed = (select sealed from portorium_speed2ng.portal_session order by begun_at limit 1)',
    );
    const opened = await Promise.allSettled([sessions().open(one), sessions().open(other)]);
    assert.ok(opened.some(({ status }) => status === 'rejected'));
    await components.admin('delete from portorium_speed2ng.portal_session');
  });

  it('end when nothing is asked for a while, and not when something is', async () => {
    const [used, idle] = [await sessions().begin(holder, tokens(1)), await sessions().begin(holder, tokens(1))];
    for (let round = 0; round < 2; round += 1) {
      nowMs += limits.idleMs - 60_000;
      await sessions().open(used);
    }
    await assert.rejects(sessions().open(idle), expired);
  });

  it('end when their time is over, whatever is asked meanwhile', async () => {
    const id = await sessions().begin(holder, tokens(1));
    for (let passedMs = 0; passedMs < limits.longestMs - limits.idleMs / 2; passedMs += limits.idleMs / 2) {
      await sessions().open(id);
      nowMs += limits.idleMs / 2;
    }
    await sessions().open(id);
    nowMs += limits.idleMs / 2;
    await assert.rejects(sessions().open(id), expired);
  });

  it('leave nothing behind when they are over', async () => {
    await sessions().begin(holder, tokens(1));
    nowMs += limits.idleMs;
    await sweepSessions(store, nowMs, limits.idleMs);
    assert.deepEqual(await components.admin('select id_hash from portorium_speed2ng.portal_session'), []);
  });

  it('renew their token once, however many pages and processes ask for it', async () => {
    const id = await sessions().begin(holder, tokens(1, 0));
    const [here, there] = [sessions(), sessions()];
    const opened = await Promise.all([here, there, here, there].map((one) => one.open(id)));
    assert.deepEqual(renewed, ['refresh-1'], 'a refresh token works once');
    assert.deepEqual(new Set(opened.map(({ accessToken }) => accessToken)), new Set(['access-2']));
  });

  it('end when the sign-in has ended', async () => {
    renew = async () => undefined;
    const id = await sessions().begin(holder, tokens(1, 0));
    await assert.rejects(sessions().open(id), expired);
    await assert.rejects(sessions().open(id), expired);
  });

  it('outlive a sign-in that does not answer', async () => {
    const working = renew;
    renew = async () => {
      throw new Error('no answer');
    };
    const id = await sessions().begin(holder, tokens(1, 0));
    await assert.rejects(sessions().open(id), /no answer/);
    renew = working;
    assert.equal((await sessions().open(id)).accessToken, 'access-2');
  });

  it('tell their news once', async () => {
    const id = await sessions().begin(holder, tokens(1));
    await sessions().tell(id, { title: 'Done' });
    assert.deepEqual((await sessions().open(id)).news, { title: 'Done' });
    await sessions().told(id);
    assert.equal((await sessions().open(id)).news, undefined);
  });
});
