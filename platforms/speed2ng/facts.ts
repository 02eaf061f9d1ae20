/** What a mailbox tells of a letter. */
import { toSecond } from '../../shared-services/kit/clock.ts';
import type { StoredLetter } from './storage/mailbox.ts';

export const factsOf = (letter: StoredLetter) => ({
  messageId: letter.messageId,
  type: letter.type,
  ...(letter.MRN === undefined ? {} : { MRN: letter.MRN }),
  priority: letter.priority,
  conversationId: letter.conversationId,
  sentAt: toSecond(letter.sentAtMs),
  expiresAt: toSecond(letter.expiresAtMs),
});
