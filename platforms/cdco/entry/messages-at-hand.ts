/**
 * Messages that this process has just registered: their assessment follows within milliseconds, and need not read and parse
 * them again. What is not at hand (after a restart, or registered by another process) is in the database.
 */
import type { Filing } from './messages/filings.ts';

export interface MessagesAtHand {
  put(MRN: string, message: Filing): void;
  /** The message, once; undefined when it is not at hand. */
  take(MRN: string): Filing | undefined;
}

/** A few seconds of filings; beyond it the oldest is let go. */
const maxMessages = 5000;

export const createMessagesAtHand = (): MessagesAtHand => {
  const messages = new Map<string, Filing>();
  return {
    put: (MRN, message) => {
      const [oldest] = messages.keys();
      if (messages.size >= maxMessages && oldest !== undefined) messages.delete(oldest);
      messages.set(MRN, message);
    },
    take: (MRN) => {
      const message = messages.get(MRN);
      messages.delete(MRN);
      return message;
    },
  };
};
