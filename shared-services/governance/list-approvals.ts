import type { Store } from '../kit/store/store.ts';
import { approvalView } from './approval-view.ts';
import { listApprovalRows } from './storage/approvals.ts';

export const listApprovals = (store: Store) => async () => {
  const approval = (await listApprovalRows(store)).map(approvalView);
  return approval.length === 0 ? {} : { approval };
};
