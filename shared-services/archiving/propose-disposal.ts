import { newId } from '../kit/call.ts';
import type { Clock } from '../kit/clock.ts';
import type { OperationCall } from '../kit/host/module.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Store } from '../kit/store/store.ts';
import { refuse } from './refusals.ts';
import { addDisposal, readDisposal, standingDisposal } from './storage/disposals.ts';
import { isHeld } from './storage/holds.ts';
import { lockPackage, type PackageRow } from './storage/packages.ts';
import { disposalView } from './views.ts';

interface Proposal {
  readonly packageId: string;
  readonly reason: string;
}

const assertDisposable = (row: PackageRow | undefined, nowMs: number): PackageRow => {
  if (row === undefined || row.state === 'writing' || row.state === 'written') throw refuse('PACKAGE_UNKNOWN');
  if (row.state !== 'kept') throw refuse('PACKAGE_DISPOSED');
  const until = row.retain_until?.getTime() ?? Number.POSITIVE_INFINITY;
  if (until > nowMs)
    throw refuse('RETENTION_NOT_OVER', `The package is to be kept until ${row.retain_until?.toISOString()}.`);
  return row;
};

/** What is proposed already is answered as it stands. */
export const proposeDisposal =
  (store: Store, clock: Clock) =>
  ({ packageId, reason }: Proposal, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const row = assertDisposable(await lockPackage(transaction, packageId), clock.nowMs());
      if (await isHeld(transaction, packageId)) throw refuse('PACKAGE_HELD');
      const standing = await standingDisposal(transaction, packageId);
      const id = standing?.id ?? newId();
      if (standing === undefined) await addDisposal(transaction, { id, packageId, reason, by: call.caller.subject });
      const outcome = standing === undefined ? 'accepted' : 'done';
      transaction.audit(auditOf(call, call.operation.operation.audit.event, outcome, { reference: row.case_id }));
      return disposalView((await readDisposal(transaction, id))!);
    });
