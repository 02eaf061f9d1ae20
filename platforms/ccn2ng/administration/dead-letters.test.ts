/** What administrators see of the exchange, and what operators do about what was not taken. */
import assert from 'node:assert/strict';
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import type { exchangeAdministration } from '../../../shared-services/gateway/exchange/administration.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { bellOf } from '../exchange/bell.ts';
import { buryOverdue } from '../exchange/expiry.ts';
import { acknowledge, readWaiting } from '../exchange/queue.ts';
import { type Exchange, letter, mrn, startExchange } from '../test-support/gateway.ts';

type Operations = (typeof exchangeAdministration)['operations'];

describe('dead letters of the exchange', () => {
  let exchange: Exchange;
  before(async () => {
    exchange = await startExchange();
  });
  after(() => exchange.stop());
  afterEach(() => exchange.query('delete from exchange_message'));

  const ask = async <Name extends keyof Operations>(
    name: Name,
    request: object,
    profile = 'operator',
  ): Promise<ReplyOf<Operations[Name]>> =>
    (await exchange.host.dispatch(
      `ccn2ng.${name}`,
      request,
      {
        caller: { circle: 'administrators', party: 'somebody', profiles: [profile], subject: 'somebody' },
        conversationId: newId(),
        messageId: newId(),
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        via: 'shared-services',
        protocol: 'page',
        deadlineAtMs: Date.now() + 10_000,
      },
      'shared-services',
    )) as ReplyOf<Operations[Name]>;

  /** Stored, overdue, given up. */
  const buried = async (memberState: string, about: string) => {
    const one = letter(memberState, about);
    await exchange.deliver(one);
    await exchange.query(
      `update exchange_message set queued_at = now() - interval '2 hours', expires_at = now() - interval '1 second' where message_id = $1`,
      [one.messageId],
    );
    await buryOverdue(exchange.store, bellOf(exchange.store), silentLogger());
    return one;
  };
  const waiting = async (memberState: string) =>
    (await readWaiting(exchange.store, memberState, 100)).map((row) => row.message_id);

  it('are listed with what is known of them, searched, sorted, and page by page', async () => {
    const [first, second, third] = [await buried('BE', mrn(1)), await buried('DE', mrn(2)), await buried('DE', mrn(3))];
    const all = await ask('listDeadLetters', {});
    assert.deepEqual(
      all.letter?.map(({ messageId }) => messageId),
      [third, second, first].map(({ messageId }) => messageId),
    );
    assert.match(all.letter?.[0]?.reason ?? '', /expired/);
    const german = await ask('listDeadLetters', { partner: 'DE', sort: 'buriedAt', limit: 1, page: 2 });
    assert.deepEqual([german.total, german.letter?.[0]?.messageId], [2, third.messageId]);
    const searched = await ask('listDeadLetters', { containing: mrn(1).toLowerCase() });
    assert.deepEqual(
      searched.letter?.map(({ partner, MRN }) => [partner, MRN]),
      [['BE', mrn(1)]],
    );
  });

  it('are offered again, once, before what came later about the same MRN, and it is on the audit trail of their case', async () => {
    const [early, late] = [await buried('BE', mrn(1)), letter('BE', mrn(1))];
    await exchange.deliver(late);
    assert.deepEqual(await waiting('BE'), [late.messageId]);
    const reply = await ask('replayDeadLetters', { messageId: [early.messageId, 'nobody-has-it'] });
    assert.deepEqual(reply, { messageId: [early.messageId], skipped: ['nobody-has-it'], count: 1 });
    assert.deepEqual(await waiting('BE'), [early.messageId]);
    const again = await ask('replayDeadLetters', { messageId: [early.messageId] });
    assert.equal(again.count, 0);
    const records = await exchange.query<{ outcome: string; reference: string; subject: string }>(
      `select outcome, reference, subject from record where event = 'ccn2ng.dead-letter.replay' and conversation_id = $1`,
      [early.conversationId],
    );
    assert.deepEqual(records, [{ outcome: 'accepted', reference: mrn(1), subject: 'somebody' }]);
    const [row] = await exchange.query<{ hours: number }>(
      'select round(extract(epoch from expires_at - now()) / 3600)::integer as hours from exchange_message where message_id = $1',
      [early.messageId],
    );
    assert.equal(row?.hours, 2, 'for as long as at first');
  });

  it('are closed with a reason, and not offered any more', async () => {
    const one = await buried('BE', mrn(1));
    assert.equal(
      (await ask('discardDeadLetters', { messageId: [one.messageId], reason: 'It came by post.' })).count,
      1,
    );
    assert.equal((await ask('replayDeadLetters', { messageId: [one.messageId] })).count, 0);
    assert.equal((await ask('listDeadLetters', {})).total, 0);
    const closed = await ask('listDeadLetters', { discarded: true });
    assert.deepEqual(
      closed.letter?.map(({ discardReason, discardedBy }) => [discardReason, discardedBy]),
      [['It came by post.', 'somebody']],
    );
  });

  it('are seen by support and auditors, and changed by operators alone', async () => {
    const one = await buried('BE', mrn(1));
    for (const profile of ['support', 'auditor'])
      assert.equal((await ask('listDeadLetters', {}, profile)).total, 1, profile);
    await assert.rejects(ask('listDeadLetters', {}, 'service-owner'), { code: 'CALLER_NOT_ADMITTED' });
    for (const profile of ['support', 'auditor', 'security-officer', 'service-owner'])
      await assert.rejects(ask('replayDeadLetters', { messageId: [one.messageId] }, profile), {
        code: 'CALLER_NOT_ADMITTED',
      });
  });

  it('count for their Member State, beside what waits and what it took', async () => {
    const [taken, left] = [letter('BE', mrn(1)), letter('BE', mrn(2), { priority: 'A' })];
    await buried('BE', mrn(3));
    await buried('DE', mrn(4));
    await exchange.deliver(taken, left);
    await exchange.store.transaction((transaction) => acknowledge(transaction, 'BE', taken.messageId, 'push'));
    const { partner = [] } = await ask('listPartners', {});
    assert.deepEqual(
      partner.map((one) => [one.partner, one.depth, one.deliveredLastHour, one.pushedLastHour, one.deadLetters]),
      [
        ['BE', 1, 1, 1, 1],
        ['DE', 0, 0, 0, 1],
        ['FR', 0, 0, 0, 0],
      ],
    );
    assert.deepEqual(
      partner[0]?.waiting?.map(({ priority, depth }) => [priority, depth]),
      [['A', 1]],
    );
    assert.deepEqual(
      (await ask('listPartners', { waiting: true })).partner?.map((one) => one.partner),
      ['BE'],
    );
  });
});
