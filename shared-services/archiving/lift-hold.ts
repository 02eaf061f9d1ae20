import type { OperationCall } from '../kit/host/module.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Store } from '../kit/store/store.ts';
import { packageDetails } from './package-details.ts';
import { refuse } from './refusals.ts';
import { liftOpenHold } from './storage/holds.ts';
import { lockPackage } from './storage/packages.ts';

interface Lifting {
  readonly packageId: string;
  readonly reason: string;
}

export const liftHold =
  (store: Store) =>
  ({ packageId, reason }: Lifting, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const row = await lockPackage(transaction, packageId);
      if (row === undefined) throw refuse('PACKAGE_UNKNOWN');
      if (!(await liftOpenHold(transaction, packageId, call.caller.subject, reason))) throw refuse('PACKAGE_NOT_HELD');
      transaction.audit(
        auditOf(call, call.operation.operation.audit.event, 'accepted', { reference: row.case_id, personalData: true }),
      );
      return packageDetails(transaction, packageId, true);
    });
