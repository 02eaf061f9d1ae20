/** Puts notifications into the mailboxes of their recipients: a batch in one transaction, each message once. */
import type { Notification } from '../../reference-architecture/contract/language.ts';
import { sha256Hex } from '../../shared-services/kit/call.ts';
import type { Subscription } from '../../shared-services/kit/host/module.ts';
import type { AuditRecord, Delivered } from '../../shared-services/kit/store/records.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import { type Letter, putLetters } from './storage/mailbox.ts';
import type { Waiting } from './waiting.ts';

/** The notification that a message name means, `entry.IE3Q01`; undefined when no contract has it. */
export type NotificationOf = (name: string) => Notification | undefined;

export interface PutNotificationsParts {
  readonly store: Store;
  readonly waiting: Waiting;
  readonly notificationOf: NotificationOf;
}

const movementReferenceOf = (content: unknown): { MRN?: string } => {
  const { MRN } = (content ?? {}) as { MRN?: unknown };
  return typeof MRN === 'string' ? { MRN } : {};
};

const letterOf = (delivered: Delivered, notificationOf: NotificationOf): Letter => {
  const { name, recipient, messageId, content, sentAtMs, priority, conversationId, traceparent } = delivered;
  const notification = notificationOf(name);
  if (recipient === undefined) throw new Error(`${name} ${messageId} has no recipient`);
  if (notification?.audience.circle !== 'untrusted') throw new Error(`${name} is not a notification to traders`);
  return {
    recipient,
    messageId,
    notification: name,
    type: notification.message.name,
    ...movementReferenceOf(content),
    priority,
    conversationId,
    traceparent,
    content: JSON.stringify(content),
    sentAtMs,
    expiresAtMs: sentAtMs + notification.expiresAfterMs,
  };
};

const recordOf = (letter: Letter): AuditRecord => ({
  event: 'speed2ng.mailbox.put',
  outcome: 'done',
  reference: letter.recipient,
  conversationId: letter.conversationId,
  messageId: letter.messageId,
  traceparent: letter.traceparent,
  circle: 'central',
  party: letter.notification.split('.', 1)[0]!,
  subject: 'speed2ng',
  protocol: 'internal',
  contentSha256: sha256Hex(letter.content),
});

export const putNotifications =
  ({ store, waiting, notificationOf }: PutNotificationsParts): Subscription =>
  async (messages) => {
    const letters = messages.map((message) => letterOf(message, notificationOf));
    await store.transaction(async (transaction) => {
      await putLetters(transaction, letters);
      transaction.audit(...letters.map(recordOf));
    });
    waiting.wake(new Set(letters.map(({ recipient }) => recipient)));
  };
