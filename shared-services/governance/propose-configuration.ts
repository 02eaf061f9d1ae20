import { newId } from '../kit/call.ts';
import type { OperationCall } from '../kit/host/module.ts';
import { Refusal } from '../kit/refusal.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Store } from '../kit/store/store.ts';
import { approvalView } from './approval-view.ts';
import { addApproval, standingApproval } from './storage/approvals.ts';
import { isDangerous } from './storage/settings.ts';

interface Proposal {
  readonly name: string;
  readonly value: string;
  readonly reason: string;
}

/** What is proposed or agreed to already is answered as it stands. */
export const proposeConfiguration =
  (store: Store) =>
  ({ name, value, reason }: Proposal, call: OperationCall) =>
    store.transaction(async (transaction) => {
      if (!(await isDangerous(transaction, name)))
        throw new Refusal({
          code: 'SETTING_UNKNOWN',
          status: 'notFound',
          title: `There is no dangerous setting ${name}; others need no agreement.`,
        });
      const standing = await standingApproval(transaction, name, value);
      const row =
        standing ?? (await addApproval(transaction, { id: newId(), name, value, reason, by: call.caller.subject }));
      const outcome = standing === undefined ? 'accepted' : 'done';
      transaction.audit(auditOf(call, call.operation.operation.audit.event, outcome, { reference: row.id }));
      return approvalView(row);
    });
