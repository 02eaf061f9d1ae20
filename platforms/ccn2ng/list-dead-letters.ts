import type { RequestOf } from '../../reference-architecture/contract/language.ts';
import type { exchangeAdministration } from '../../shared-services/gateway/exchange/administration.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import { countLetters, type LetterRow, type LetterWish, readLetters } from './administration/letters.ts';
import { priorityLetter } from './exchange/queue.ts';

type Wish = RequestOf<(typeof exchangeAdministration)['operations']['listDeadLetters']>;

const letterOf = (row: LetterRow) => ({
  messageId: row.message_id,
  partner: row.member_state,
  type: row.name,
  MRN: row.ordering_key,
  priority: priorityLetter(row.priority),
  conversationId: row.conversation_id,
  queuedAtMs: row.queued_at.getTime(),
  buriedAtMs: row.dead_at.getTime(),
  attempts: row.attempts,
  replays: row.replays,
  ...(row.last_error === null ? {} : { reason: row.last_error }),
  ...(row.discarded_at === null ? {} : { discardedAtMs: row.discarded_at.getTime() }),
  ...(row.discarded_by === null ? {} : { discardedBy: row.discarded_by }),
  ...(row.discard_reason === null ? {} : { discardReason: row.discard_reason }),
});

/** One page of what was given up, the latest first unless said otherwise. */
export const listDeadLetters =
  (store: Store) =>
  async ({ page = 1, limit = 25, sort = '-buriedAt', discarded = false, ...more }: Wish) => {
    const wish: LetterWish = { ...more, discarded, sort, limit, offset: (page - 1) * limit };
    const [total, rows] = await Promise.all([countLetters(store, wish), readLetters(store, wish)]);
    return { total, ...(rows.length === 0 ? {} : { letter: rows.map(letterOf) }) };
  };
