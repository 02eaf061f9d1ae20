/** Closes messages whose time is over, and tells their senders. */
import { newId } from '../../shared-services/kit/call.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Emitter } from '../../shared-services/kit/store/emitter.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import type { contract } from './contract.ts';
import { expireLetters, type StoredLetter } from './storage/mailbox.ts';

export interface ExpireMessagesParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly emitter: Emitter<typeof contract>;
}

const maxBatch = 500;

const newsOf = (emitter: Emitter<typeof contract>, letter: StoredLetter) => {
  const { messageId, notification, recipient, MRN, conversationId, traceparent } = letter;
  const content = { messageId, notification, recipient, ...(MRN === undefined ? {} : { MRN }) };
  return emitter.event('messageExpired', content, {
    orderingKey: MRN ?? newId(),
    cause: { conversationId, traceparent },
  });
};

/** @returns how many there were */
export const expireMessages = ({ store, clock, emitter }: ExpireMessagesParts): Promise<number> =>
  store.transaction(async (transaction) => {
    const expired = await expireLetters(transaction, clock.nowMs(), maxBatch);
    transaction.send(...expired.flatMap((letter) => newsOf(emitter, letter)));
    return expired.length;
  });
