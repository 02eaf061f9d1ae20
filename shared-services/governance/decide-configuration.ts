import type { OperationCall } from '../kit/host/module.ts';
import { Refusal } from '../kit/refusal.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Store } from '../kit/store/store.ts';
import { approvalView } from './approval-view.ts';
import { type ApprovalRow, decideApproval, lockApproval } from './storage/approvals.ts';

interface Decision {
  readonly approvalId: string;
  readonly decision: string;
  readonly reason: string;
}

const unknown = (id: string) =>
  new Refusal({ code: 'APPROVAL_UNKNOWN', status: 'notFound', title: `There is no proposal ${id}.` });
const samePerson = () =>
  new Refusal({
    code: 'APPROVAL_SAME_PERSON',
    status: 'forbidden',
    title: 'Nobody agrees to what they have proposed themselves.',
  });
const decided = ({ decision }: ApprovalRow) =>
  new Refusal({ code: 'APPROVAL_DECIDED', status: 'conflict', title: `It was ${decision} already.` });

/** Agreement needs another person. What is agreed can be taken back by anybody who may decide: that makes nothing weaker. */
const assertMay = (row: ApprovalRow, decision: string, by: string): void => {
  const open = row.decision === null || (row.decision === 'approved' && decision === 'withdrawn');
  if (!open) throw decided(row);
  if (decision === 'approved' && row.proposed_by === by) throw samePerson();
};

export const decideConfiguration =
  (store: Store) =>
  ({ approvalId, decision, reason }: Decision, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const by = call.caller.subject;
      const row = await lockApproval(transaction, approvalId);
      if (row === undefined) throw unknown(approvalId);
      const repeated = row.decision === decision && row.decided_by === by;
      if (!repeated) assertMay(row, decision, by);
      const after = repeated ? row : await decideApproval(transaction, approvalId, decision, by, reason);
      const outcome = repeated ? 'done' : 'accepted';
      transaction.audit(auditOf(call, call.operation.operation.audit.event, outcome, { reference: approvalId }));
      return approvalView(after);
    });
