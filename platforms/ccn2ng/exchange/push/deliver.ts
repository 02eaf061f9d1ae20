/** One push: the message, then its acknowledgement with its audit record, or another time. */
import type { Breaker } from '../../../../shared-services/kit/breaker.ts';
import type { Logger } from '../../../../shared-services/kit/logging.ts';
import { Refusal } from '../../../../shared-services/kit/refusal.ts';
import type { AuditRecord } from '../../../../shared-services/kit/store/records.ts';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { acknowledge, postpone, type WaitingMessage } from '../queue.ts';
import { type BackOff, isRejected, waitMs } from './back-off.ts';
import type { PushClient } from './client.ts';

export type PushResult = 'delivered' | 'rejected' | 'failed';

export interface DeliverParts {
  readonly store: Store;
  readonly client: PushClient;
  readonly breaker: Breaker;
  readonly backOff: BackOff;
  readonly log: Logger;
  /** From 0 to 1. */
  readonly random: () => number;
}

const auditOfDelivery = (message: WaitingMessage): AuditRecord => ({
  event: 'ccn2ng.exchange.deliver',
  outcome: 'done',
  reference: message.ordering_key,
  conversationId: message.conversation_id,
  messageId: message.message_id,
  traceparent: message.traceparent,
  circle: 'trusted',
  party: message.member_state,
  subject: message.name,
  protocol: 'soap',
});

/** In one transaction. Should it fail, the message is pushed again: at least once, with the same id. */
const keepDelivery = (store: Store, message: WaitingMessage): Promise<void> =>
  store.transaction(async (transaction) => {
    await acknowledge(transaction, message.member_state, message.message_id, 'push');
    transaction.audit(auditOfDelivery(message));
  });

const reasonOf = (error: unknown): string => {
  if (error instanceof Refusal) return error.detail ?? error.message;
  const { code, message } = error as { code?: string; message?: string };
  return [code, message].filter((part) => part !== undefined && part !== '').join(': ') || 'failed';
};

/** Never throws: what fails is tried again by whoever claims the message next. */
export const deliver = async (message: WaitingMessage, parts: DeliverParts): Promise<PushResult> => {
  const { store, client, breaker, backOff, log, random } = parts;
  const facts = {
    memberState: message.member_state,
    notification: message.name,
    conversationId: message.conversation_id,
  };
  try {
    await breaker.run(() => client.push(message));
  } catch (error) {
    const inMs = waitMs(error, message.attempts, backOff, random());
    const [result, reason] = [isRejected(error) ? 'rejected' : 'failed', reasonOf(error)] as const;
    log[result === 'rejected' ? 'error' : 'warn']({ ...facts, reason, inMs }, 'a push failed; it is tried again');
    await postpone(store, message.message_id, inMs, reason).catch((err: unknown) =>
      log.error({ ...facts, err }, 'a push that failed could not be noted'),
    );
    return result;
  }
  try {
    await keepDelivery(store, message);
    return 'delivered';
  } catch (err) {
    log.error({ ...facts, err }, 'a push could not be noted; the message will be pushed again');
    return 'failed';
  }
};
