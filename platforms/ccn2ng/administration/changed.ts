/** What is written about letters that an operator has changed: for each a record in the conversation of its own case. */
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import type { ChangedLetter } from './letters.ts';

export const record = (transaction: Transaction, call: OperationCall, letters: readonly ChangedLetter[]): void => {
  const { event } = call.operation.operation.audit;
  transaction.audit(auditOf(call, event, letters.length > 0 ? 'accepted' : 'done', {}));
  const { accepted: _told, ...silent } = call;
  transaction.audit(
    ...letters.map(({ conversation_id: conversationId, ordering_key: reference }) =>
      auditOf({ ...silent, conversationId }, event, 'accepted', { reference }),
    ),
  );
};

export const replyOf = (asked: readonly string[], letters: readonly ChangedLetter[]) => {
  const messageId = letters.map((one) => one.message_id);
  const skipped = asked.filter((one) => !messageId.includes(one));
  return {
    ...(messageId.length === 0 ? {} : { messageId }),
    ...(skipped.length === 0 ? {} : { skipped }),
    count: messageId.length,
  };
};
