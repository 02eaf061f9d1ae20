/** A waiting message as a Member State sees it. */
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Bell } from './bell.ts';
import { priorityLetter, type WaitingMessage } from './queue.ts';

/** `entry.IE4N03` -> `IE4N03` */
export const typeOf = (name: string): string => name.slice(name.indexOf('.') + 1);

export const factsOf = (message: WaitingMessage) => ({
  messageId: message.message_id,
  type: typeOf(message.name),
  MRN: message.ordering_key,
  priority: priorityLetter(message.priority),
  conversationId: message.conversation_id,
  queuedAt: toSecond(message.queued_at.getTime()),
  expiresAt: toSecond(message.expires_at.getTime()),
});

/** Writes a message's content as the XML document that its notification declares. */
export type Render = (name: string, content: unknown) => string;

export const wholeOf = (message: WaitingMessage, render: Render) => ({
  ...factsOf(message),
  xml: render(message.name, JSON.parse(message.content)),
});

export interface Patience {
  readonly bell: Pick<Bell, 'wait' | 'closed'>;
  readonly memberState: string;
  readonly waitSeconds: number;
}

/**
 * Reads until something waits, the time is over, or the exchange ends; another process may have queued it, so it looks
 * again each second.
 */
export const readOrWait = async <Row>(
  read: () => Promise<Row[]>,
  { bell, memberState, waitSeconds }: Patience,
): Promise<Row[]> => {
  const endsAtMs = performance.now() + waitSeconds * 1000;
  for (;;) {
    const leftMs = endsAtMs - performance.now();
    if (leftMs <= 0) return read();
    const turn = new AbortController();
    // Listened to before it is read: what comes in between is not missed.
    const rung = bell.wait(memberState, Math.min(1000, leftMs), turn.signal);
    const rows = await read();
    if (rows.length > 0) {
      turn.abort();
      return rows;
    }
    await rung;
    // The database may be gone already; what waits is there for the next call.
    if (bell.closed) return [];
  }
};
