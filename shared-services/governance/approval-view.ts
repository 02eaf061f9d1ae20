import { toSecond } from '../kit/clock.ts';
import type { ApprovalRow } from './storage/approvals.ts';

/** An agreement as callers see it. */
export const approvalView = (row: ApprovalRow) => ({
  approvalId: row.id,
  name: row.name,
  value: row.value,
  reason: row.reason,
  proposedBy: row.proposed_by,
  proposedAt: toSecond(row.proposed_at.getTime()),
  state: row.decision ?? 'proposed',
  ...(row.decided_by === null ? {} : { decidedBy: row.decided_by }),
  ...(row.decided_at === null ? {} : { decidedAt: toSecond(row.decided_at.getTime()) }),
  ...(row.decision_reason === null ? {} : { decisionReason: row.decision_reason }),
});
