import type { RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import { type LostRow, readLost } from './outboxes/lost.ts';

type Wish = RequestOf<(typeof contract)['services']['LostMessages']['operations']['listLostMessages']>;

const lostOf = (row: LostRow) => ({
  lostMessageId: `${row.component}:${row.id}`,
  component: row.component,
  subscriber: row.subscriber,
  event: row.name,
  orderingKey: row.ordering_key,
  priority: (['A', 'B', 'C'] as const)[row.priority - 1] ?? 'C',
  messageId: row.message_id,
  conversationId: row.conversation_id,
  sentAtMs: row.sent_at.getTime(),
  lostAtMs: row.buried_at.getTime(),
  attempts: row.attempts,
  replays: row.replays,
  ...(row.last_error === null || row.last_error === '' ? {} : { lastError: row.last_error }),
  ...(row.closed_at === null ? {} : { closedAtMs: row.closed_at.getTime() }),
  ...(row.closed_by === null ? {} : { closedBy: row.closed_by }),
  ...(row.close_reason === null ? {} : { closeReason: row.close_reason }),
});

/** One page of what was given up, the latest first unless said otherwise. */
export const listLostMessages =
  (store: Store) =>
  async ({ page = 1, limit = 25, sort = '-lostAt', closed = false, ...more }: Wish) => {
    const { total, rows } = await readLost(store, { ...more, closed, sort, limit, offset: (page - 1) * limit });
    return { total, ...(rows.length === 0 ? {} : { lost: rows.map(lostOf) }) };
  };
