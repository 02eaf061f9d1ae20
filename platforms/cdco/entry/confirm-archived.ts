/** The archive has a filing as it was read: its content goes, its row stays and says where the rest is. */
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { isOpen } from './domain/lifecycle.ts';
import { caseArchived, caseChanged, caseUnknown } from './refusals.ts';
import { buryFiling, type ClosedRow, readClosed, readDocument } from './storage/archive.ts';
import { lockFiling, messageOf } from './storage/filings.ts';

interface Confirmation {
  readonly caseId: string;
  readonly revision: string;
  readonly packageId: string;
}

const bury = async (transaction: Transaction, row: ClosedRow, packageId: string): Promise<void> => {
  const document = await readDocument(transaction, row.mrn);
  const representative = document === undefined ? undefined : messageOf(document).representative?.identificationNumber;
  buryFiling(transaction, { MRN: row.mrn, packageId, representative });
};

const assertSame = (row: ClosedRow | undefined, { caseId, revision }: Confirmation): ClosedRow => {
  if (row === undefined || isOpen(row.state)) throw caseUnknown(caseId);
  if (row.revision !== revision) throw caseChanged(caseId);
  return row;
};

/** The same confirmation again is acknowledged again. */
export const confirmArchived =
  ({ store }: Pick<Dependencies, 'store'>) =>
  (confirmation: Confirmation, call: OperationCall): Promise<undefined> =>
    store.transaction(async (transaction) => {
      const { caseId, packageId } = confirmation;
      await lockFiling(transaction, caseId);
      const row = await readClosed(transaction, caseId);
      const again = row !== undefined && row.archived_at !== null;
      if (again && row.archive_package !== packageId) throw caseArchived(caseId);
      if (!again) await bury(transaction, assertSame(row, confirmation), packageId);
      const { event } = call.operation.operation.audit;
      transaction.audit(auditOf(call, event, again ? 'done' : 'accepted', { reference: caseId }));
      return undefined;
    });
