/** What is written about messages that an operator has changed: for each a record in the conversation of its own case. */
import type { OperationCall } from '../kit/host/module.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Transaction } from '../kit/store/store.ts';
import type { ChangedMessage } from './outboxes/change.ts';

export const record = (transaction: Transaction, call: OperationCall, changed: readonly ChangedMessage[]): void => {
  const { event } = call.operation.operation.audit;
  transaction.audit(auditOf(call, event, changed.length > 0 ? 'accepted' : 'done', {}));
  const { accepted: _told, ...silent } = call;
  transaction.audit(
    ...changed.map(({ conversationId, orderingKey: reference }) =>
      auditOf({ ...silent, conversationId }, event, 'accepted', { reference }),
    ),
  );
};

export const replyOf = (asked: readonly string[], changed: readonly ChangedMessage[]) => {
  const lostMessageId = changed.map((one) => one.lostMessageId);
  const skipped = asked.filter((one) => !lostMessageId.includes(one));
  return {
    ...(lostMessageId.length === 0 ? {} : { lostMessageId }),
    ...(skipped.length === 0 ? {} : { skipped }),
    count: lostMessageId.length,
  };
};
