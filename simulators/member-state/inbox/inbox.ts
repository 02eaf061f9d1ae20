/** Takes each message once, however often it comes. */
import { type Clock, toDay } from '../../../shared-services/kit/clock.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import { type Arrived, type Received, readArrived } from '../messages.ts';
import { createRecent } from '../recent.ts';
import { reasonOf } from '../retry.ts';
import type { Voice } from '../voice.ts';

export interface InboxParts {
  readonly handle: (message: Received) => Promise<void>;
  readonly clock: Clock;
  readonly voice: Voice;
  readonly signal: AbortSignal;
}

export interface Taken {
  /** Resolves when all that follows from the message was said; of a repetition, when that of the first was. */
  readonly handled: Promise<void>;
}

export interface Inbox {
  /** @throws {Refusal} not a message for us, or not one that fits its schema */
  take(message: Arrived): Taken;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

const whatToDo = (error: unknown): string =>
  error instanceof Refusal
    ? `CCN2ng refuses it: ${reasonOf(error)}. Mend the behaviour or the message; it is not sent again`
    : reasonOf(error);

export const createInbox = ({ handle, clock, voice, signal }: InboxParts): Inbox => {
  const known = createRecent<Taken>();
  const underWay = new Set<Promise<void>>();

  /** What CCN2ng refuses would be refused again: it is told, and the message is done with. */
  const work = async (message: Received): Promise<void> => {
    try {
      await handle(message);
    } catch (error) {
      if (!signal.aborted) voice.complain(`could not answer message ${message.messageId}: ${whatToDo(error)}`);
      if (!(error instanceof Refusal)) {
        known.delete(message.messageId);
        throw error;
      }
    }
  };

  return {
    take: (arrived) => {
      const repeated = known.get(arrived.messageId);
      if (repeated !== undefined) return repeated;
      const handled = work(readArrived(arrived, toDay(clock.nowMs())));
      const taken = { handled };
      known.set(arrived.messageId, taken);
      underWay.add(handled);
      handled.catch(() => {}).finally(() => underWay.delete(handled));
      return taken;
    },
    idle: async () => {
      await Promise.allSettled(underWay);
    },
  };
};
