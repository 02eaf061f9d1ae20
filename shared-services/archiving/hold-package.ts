import { newId } from '../kit/call.ts';
import type { OperationCall } from '../kit/host/module.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Store } from '../kit/store/store.ts';
import { packageDetails } from './package-details.ts';
import { refuse } from './refusals.ts';
import { addHold, isHeld } from './storage/holds.ts';
import { lockPackage } from './storage/packages.ts';

interface Holding {
  readonly packageId: string;
  readonly reason: string;
}

/** A package that is held already stays as it is held. A proposal to destroy it waits, and cannot be agreed to. */
export const holdPackage =
  (store: Store) =>
  ({ packageId, reason }: Holding, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const row = await lockPackage(transaction, packageId);
      if (row === undefined || row.state === 'writing' || row.state === 'written') throw refuse('PACKAGE_UNKNOWN');
      if (row.state !== 'kept') throw refuse('PACKAGE_DISPOSED');
      const held = await isHeld(transaction, packageId);
      if (!held) await addHold(transaction, { id: newId(), packageId, reason, by: call.caller.subject });
      const { event } = call.operation.operation.audit;
      transaction.audit(
        auditOf(call, event, held ? 'done' : 'accepted', { reference: row.case_id, personalData: true }),
      );
      return packageDetails(transaction, packageId, true);
    });
