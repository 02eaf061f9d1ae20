import { toSecond } from '../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../shared-services/kit/host/module.ts';
import { auditOf } from '../../shared-services/kit/store/records.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import type { Bell } from './exchange/bell.ts';
import { acknowledge, readMessage } from './exchange/queue.ts';
import { messageUnknown } from './fetch-message.ts';

/** The Member State has taken the message over; the next one of the same MRN is offered. */
export const acknowledgeMessage =
  (store: Store, bell: Bell) =>
  async ({ messageId }: { readonly messageId: string }, call: OperationCall) => {
    const { party } = call.caller;
    const acknowledgedAt = await store.transaction(async (transaction) => {
      const message = await readMessage(transaction, party, messageId);
      const acknowledged = await acknowledge(transaction, party, messageId, 'pull');
      if (message === undefined || acknowledged === undefined) throw messageUnknown(messageId);
      transaction.audit(
        auditOf(
          { ...call, conversationId: message.conversation_id },
          call.operation.operation.audit.event,
          acknowledged.is_first ? 'accepted' : 'done',
          {
            reference: message.ordering_key,
          },
        ),
      );
      return acknowledged.acknowledged_at;
    });
    bell.ring(party);
    return { messageId, acknowledgedAt: toSecond(acknowledgedAt.getTime()) };
  };
