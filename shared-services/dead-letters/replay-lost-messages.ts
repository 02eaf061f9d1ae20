import type { OperationCall } from '../kit/host/module.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Store, Transaction } from '../kit/store/store.ts';
import { record, replyOf } from './changed.ts';
import { mostAtOnce } from './messages.ts';
import { replay } from './outboxes/change.ts';
import { readLost } from './outboxes/lost.ts';

interface Wish {
  readonly lostMessageId?: readonly string[];
  readonly component?: string;
  readonly subscriber?: string;
}

const unclear = () =>
  new Refusal({
    code: 'LOST_MESSAGES_UNCLEAR',
    status: 'invalid',
    title: 'Either the messages are named, or the component and the subscriber.',
  });

/** The oldest first: what is put back later has its old place all the same. */
const idsOf = async (transaction: Transaction, { lostMessageId, component, subscriber }: Wish) => {
  const whole = component !== undefined && subscriber !== undefined;
  const partly = component !== undefined || subscriber !== undefined;
  if (lostMessageId !== undefined && !partly) return { ids: lostMessageId, more: false };
  if (lostMessageId !== undefined || !whole) throw unclear();
  const wish = { component, subscriber, closed: false, sort: 'sentAt', offset: 0, limit: mostAtOnce };
  const { total, rows } = await readLost(transaction, wish);
  return { ids: rows.map((row) => `${row.component}:${row.id}`), more: total > rows.length };
};

/** Puts them back into their queue; those that are no open lost messages are left, so that saying it twice does no harm. */
export const replayLostMessages = (store: Store) => (wish: Wish, call: OperationCall) =>
  store.transaction(async (transaction) => {
    const { ids, more } = await idsOf(transaction, wish);
    const changed = await replay(transaction, ids);
    record(transaction, call, changed);
    return { ...replyOf(ids, changed), more };
  });
