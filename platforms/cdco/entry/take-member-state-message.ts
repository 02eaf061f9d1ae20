/** What all messages of Member States about a filing share: each has its effect once, while the assessment is open. */
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf, type Outcome } from '../../../shared-services/kit/store/records.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { isOpen } from './domain/lifecycle.ts';
import { alreadyDecided } from './refusals.ts';
import type { FilingRow } from './storage/filings.ts';
import { noteMessage } from './storage/member-state-messages.ts';

export interface TakenMessage {
  /** Locked by the transaction. */
  readonly filing: FilingRow;
  /** `IE4S01`: submitted and updated alike. */
  readonly type: string;
  /** Of the message header; unique for its sender. */
  readonly messageId: string;
}

/**
 * Does the work for a message that is new. The same message again was taken, and is acknowledged again: recorded as `done`,
 * also when the filing has been decided on meanwhile.
 * @throws Refusal ENTRY_STATE: a new message after the decision
 */
export const takeMemberStateMessage = async (
  transaction: Transaction,
  { filing, type, messageId }: TakenMessage,
  call: OperationCall,
  work: () => Promise<void>,
): Promise<undefined> => {
  const record = (outcome: Outcome) =>
    transaction.audit(
      auditOf({ ...call, conversationId: filing.conversation_id }, call.operation.operation.audit.event, outcome, {
        reference: filing.mrn,
        personalData: true,
      }),
    );
  if (!(await noteMessage(transaction, filing.mrn, call.caller.party, type, messageId))) {
    record('done');
    return undefined;
  }
  if (!isOpen(filing.state)) throw alreadyDecided(filing.state);
  await work();
  record('accepted');
  return undefined;
};
