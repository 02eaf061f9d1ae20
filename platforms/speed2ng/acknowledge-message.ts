/** The caller has the message. */
import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import { standsFor } from '../../shared-services/kit/call.ts';
import { type Clock, toSecond } from '../../shared-services/kit/clock.ts';
import type { Handler } from '../../shared-services/kit/host/module.ts';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import { auditOf } from '../../shared-services/kit/store/records.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import { contract } from './contract.ts';
import { acknowledgeLetter } from './storage/mailbox.ts';

type AcknowledgeMessage = (typeof contract)['services']['Mailbox']['operations']['acknowledgeMessage'];

const { refusals, audit } = contract.services.Mailbox.operations.acknowledgeMessage;
const unknown = refusals.MAILBOX_MESSAGE_UNKNOWN as { status: 'notFound'; title: string };

export const acknowledgeMessage =
  (store: Store, clock: Clock): Handler<RequestOf<AcknowledgeMessage>, ReplyOf<AcknowledgeMessage>> =>
  ({ messageId }, call) =>
    store.transaction(async (transaction) => {
      const nowMs = clock.nowMs();
      const atMs = await acknowledgeLetter(transaction, standsFor(call), messageId, nowMs);
      if (atMs === undefined) throw new Refusal({ code: 'MAILBOX_MESSAGE_UNKNOWN', ...unknown });
      const outcome = atMs === nowMs ? 'accepted' : 'done';
      transaction.audit(auditOf(call, audit.event, outcome, { reference: messageId }));
      return { messageId, acknowledgedAt: toSecond(atMs) };
    });
