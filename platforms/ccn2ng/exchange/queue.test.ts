import assert from 'node:assert/strict';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { type Exchange, letter, mrn, startExchange } from '../test-support/gateway.ts';
import { bellOf } from './bell.ts';
import { buryOverdue } from './expiry.ts';
import { acknowledge, claimDue, postpone, readBacklog, readWaiting } from './queue.ts';
import { sweepExchange } from './sweep.ts';

const names = ['entry.IE4N03'];

describe('exchange', () => {
  let exchange: Exchange;
  before(async () => {
    exchange = await startExchange();
  });
  after(() => exchange.stop());
  afterEach(() => exchange.query('delete from exchange_message'));

  const waiting = async (memberState = 'BE') =>
    (await readWaiting(exchange.store, memberState, 100)).map((row) => row.message_id);
  const taken = (messageId: string) =>
    exchange.store.transaction((transaction: Transaction) => acknowledge(transaction, 'BE', messageId, 'pull'));
  const claim = async (limit = 10) =>
    (await claimDue(exchange.store, { memberState: 'BE', limit, names, leaseMs: 60_000 })).map((row) => row.message_id);
  const bury = () => buryOverdue(exchange.store, bellOf(exchange.store), silentLogger());

  it('keeps a message once, however often it is brought', async () => {
    const one = letter('BE', mrn(1));
    await exchange.deliver(one);
    await exchange.deliver(one, one);
    assert.deepEqual(await waiting(), [one.messageId]);
    await taken(one.messageId);
    await exchange.deliver(one);
    assert.deepEqual(await waiting(), []);
  });

  it('offers of each MRN the oldest, and the next when that one is taken', async () => {
    const [first, second, other] = [letter('BE', mrn(1)), letter('BE', mrn(1)), letter('BE', mrn(2))];
    await exchange.deliver(first, second, other);
    assert.deepEqual(await waiting(), [first.messageId, other.messageId]);
    await taken(first.messageId);
    assert.deepEqual(await waiting(), [second.messageId, other.messageId]);
  });

  it('does not hold up one Member State by another one of the same MRN', async () => {
    const [belgian, german] = [letter('BE', mrn(1)), letter('DE', mrn(1))];
    await exchange.deliver(belgian, german);
    assert.deepEqual(await waiting('DE'), [german.messageId]);
  });

  it('an urgent message waits for an older one of its MRN, and overtakes those of others', async () => {
    const old = letter('BE', mrn(1), { priority: 'C' });
    const urgent = letter('BE', mrn(1), { priority: 'A' });
    const other = letter('BE', mrn(2), { priority: 'B' });
    await exchange.deliver(old, urgent, other);
    assert.deepEqual(await waiting(), [other.messageId, old.messageId]);
    await taken(old.messageId);
    assert.deepEqual(await waiting(), [urgent.messageId, other.messageId]);
  });

  it('buries what has expired, with an audit record, and offers the next of the MRN', async () => {
    const [late, next] = [letter('BE', mrn(1)), letter('BE', mrn(1))];
    await exchange.deliver(late, next);
    await exchange.query('update exchange_message set expires_at = now() where message_id = $1', [late.messageId]);
    assert.deepEqual(await waiting(), []);
    await bury();
    assert.deepEqual(await waiting(), [next.messageId]);
    const records = await exchange.query<{ outcome: string; reference: string }>(
      `select outcome, reference from record where event = 'ccn2ng.exchange.expire' and message_id = $1`,
      [late.messageId],
    );
    assert.deepEqual(
      records.map(({ outcome, reference }) => [outcome, reference]),
      [['failed', mrn(1)]],
    );
    await bury();
    assert.deepEqual(await waiting(), [next.messageId]);
  });

  it('lets go what is done with when its retention is over, and nothing that waits', async () => {
    const [old, fresh, waits] = [letter('BE', mrn(1)), letter('BE', mrn(2)), letter('BE', mrn(3))];
    await exchange.deliver(old, fresh, waits);
    for (const { messageId } of [old, fresh]) await taken(messageId);
    await exchange.query(
      `update exchange_message set queued_at = now() - interval '3 days',
         acknowledged_at = case when message_id = $1 then now() - interval '2 days' else acknowledged_at end`,
      [old.messageId],
    );
    const sweep = (days: number, of = names) =>
      sweepExchange(exchange.store, [{ names: of, keptMs: days * 86_400_000 }], Date.now());
    assert.deepEqual([await sweep(3), await sweep(1, ['entry.other']), await sweep(1), await sweep(1)], [0, 0, 1, 0]);
    const left = await exchange.query<{ message_id: string }>('select message_id from exchange_message order by id');
    assert.deepEqual(
      left.map((row) => row.message_id),
      [fresh.messageId, waits.messageId],
    );
  });

  it('gives a claimed message to nobody else, and the next of its MRN neither', async () => {
    const [first, second] = [letter('BE', mrn(1)), letter('BE', mrn(1))];
    await exchange.deliver(first, second);
    assert.deepEqual(await claim(), [first.messageId]);
    assert.deepEqual(await claim(), []);
    await exchange.query('update exchange_message set available_at = now() where message_id = $1', [first.messageId]);
    assert.deepEqual(await claim(), [first.messageId], 'the lease is over: whoever claimed it is gone');
  });

  it('of many who claim at once each gets others', async () => {
    await exchange.deliver(...Array.from({ length: 20 }, (_, index) => letter('BE', mrn(index))));
    const claimed = (await Promise.all(Array.from({ length: 8 }, () => claim(4)))).flat();
    assert.equal(new Set(claimed).size, claimed.length);
    assert.ok(claimed.length > 4);
  });

  it('a postponed message waits its time, but may be pulled', async () => {
    const one = letter('BE', mrn(1));
    await exchange.deliver(one);
    await postpone(exchange.store, one.messageId, 60_000, 'the endpoint is down');
    assert.deepEqual(await claim(), []);
    assert.deepEqual(await waiting(), [one.messageId]);
  });

  it('says how much waits for whom', async () => {
    await exchange.deliver(letter('BE', mrn(1)), letter('BE', mrn(2)), letter('DE', mrn(1), { priority: 'C' }));
    const rows = (await readBacklog(exchange.store)).map((row) => [row.member_state, row.priority, row.depth]);
    assert.deepEqual(rows.toSorted(), [
      ['BE', 1, 2],
      ['DE', 3, 1],
    ]);
  });
});
