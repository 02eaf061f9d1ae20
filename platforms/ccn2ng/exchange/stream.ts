/**
 * Messages for a Member State as they come, over one open gRPC call. Each is sent again when it was not acknowledged for a
 * while; a Member State that acknowledges nothing gets no more.
 */

import type { Call } from '../../../shared-services/kit/call.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { Bell } from './bell.ts';
import { type Render, wholeOf } from './offer.ts';
import { readWaiting, stillWaiting, type WaitingMessage } from './queue.ts';

export interface StreamParts {
  readonly store: Store;
  readonly bell: Bell;
  readonly render: Render;
  readonly clock: Clock;
  /** How long an acknowledgement is waited for before the message is sent again. */
  readonly redeliverAfterMs: number;
  /** Messages that may be on their way, unacknowledged, at once. */
  readonly maxUnacknowledged: number;
}

/** Another process may have queued it: nobody here hears that, so the queue is looked at each second. */
const lookEveryMs = 1000;
const auditEvent = 'ccn2ng.exchange.receive';

/** Remembers what was sent, and forgets what may be sent again or was acknowledged. */
const createSent = ({ store, clock, redeliverAfterMs, maxUnacknowledged }: StreamParts, memberState: string) => {
  const sentAtMs = new Map<string, number>();
  const forget = (isKept: (messageId: string, atMs: number) => boolean) => {
    for (const [messageId, atMs] of sentAtMs) if (!isKept(messageId, atMs)) sentAtMs.delete(messageId);
  };
  return {
    note: (messages: readonly WaitingMessage[]) => {
      for (const { message_id: messageId } of messages) sentAtMs.set(messageId, clock.nowMs());
    },
    /** What may not be sent now, and how many more may. */
    look: async () => {
      forget((_, atMs) => atMs + redeliverAfterMs > clock.nowMs());
      if (sentAtMs.size >= maxUnacknowledged) {
        const waiting = new Set(await stillWaiting(store, memberState, [...sentAtMs.keys()]));
        forget((messageId) => waiting.has(messageId));
      }
      return { not: [...sentAtMs.keys()], room: maxUnacknowledged - sentAtMs.size };
    },
  };
};

/** Batches of at most `limit` messages, until the signal. The reading of each batch is audited. */
export async function* messagesAsTheyCome(
  parts: StreamParts,
  call: Call,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<{ readonly message: readonly ReturnType<typeof wholeOf>[] }> {
  const { store, bell, render } = parts;
  const { party } = call.caller;
  const sent = createSent(parts, party);
  while (!signal.aborted) {
    const turn = new AbortController();
    // Listened to before the queue is looked at: what comes in between is not missed.
    const rung = bell.wait(party, lookEveryMs, AbortSignal.any([signal, turn.signal]));
    const { not, room } = await sent.look();
    const messages = room <= 0 ? [] : await readWaiting(store, party, Math.min(limit, room), { not });
    if (messages.length > 0) {
      turn.abort();
      await store.audit(auditOf(call, auditEvent, 'done', { personalData: true }));
      sent.note(messages);
      yield { message: messages.map((message) => wholeOf(message, render)) };
    }
    await rung;
  }
}
