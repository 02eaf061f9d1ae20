import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { Bell } from './bell.ts';
import { buryExpired } from './queue.ts';

/** Makes dead letters of what no Member State took in time; the next message of the same MRN is then offered. */
export const buryOverdue = async (store: Store, bell: Bell, log: Logger): Promise<void> => {
  const dead = await store.transaction(async (transaction) => {
    const buried = await buryExpired(transaction);
    transaction.audit(
      ...buried.map((message) => ({
        event: 'ccn2ng.exchange.expire',
        outcome: 'failed' as const,
        reference: message.ordering_key,
        conversationId: message.conversation_id,
        messageId: message.message_id,
        traceparent: message.traceparent,
        circle: 'trusted' as const,
        party: message.member_state,
        subject: message.name,
        protocol: 'internal' as const,
      })),
    );
    return buried;
  });
  for (const { member_state: memberState, name, conversation_id: conversationId } of dead) {
    log.error({ memberState, notification: name, conversationId }, 'a message for a Member State expired: dead letter');
    bell.ring(memberState);
  }
};
