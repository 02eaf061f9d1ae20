import type { Notification } from '../../../reference-architecture/contract/language.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Subscription } from '../../../shared-services/kit/host/module.ts';
import type { Delivered } from '../../../shared-services/kit/store/records.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { Bell } from './bell.ts';
import { enqueue } from './queue.ts';

/** Takes notifications from the central applications into the queues of their Member States, and wakes who waits for them. */
export const takeIn = (
  store: Store,
  bell: Bell,
  notifications: ReadonlyMap<string, Notification>,
  clock: Clock,
): Subscription => {
  const expiresAtMs = ({ name }: Delivered): number => {
    const notification = notifications.get(name);
    if (notification === undefined) throw new Error(`no contract declares the notification ${name}`);
    return clock.nowMs() + notification.expiresAfterMs;
  };
  return async (messages) => {
    // No audit record of its own: the sender's says to whom it was sent, the acknowledgement's that it arrived.
    await store.transaction(async (transaction) => enqueue(transaction, messages, expiresAtMs));
    for (const memberState of new Set(messages.map((message) => message.recipient))) {
      if (memberState !== undefined) bell.ring(memberState);
    }
  };
};
