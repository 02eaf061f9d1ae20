/** The second pair of eyes. What is agreed is destroyed at once; where the store is away, as soon as it is back. */
import type { Clock } from '../kit/clock.ts';
import type { OperationCall } from '../kit/host/module.ts';
import type { Logger } from '../kit/logging.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Store, Transaction } from '../kit/store/store.ts';
import { destroy } from './keeping/destroy.ts';
import type { ArchivePlace } from './place.ts';
import { refuse } from './refusals.ts';
import { type DisposalRow, decideDisposalRow, lockDisposal, readDisposal } from './storage/disposals.ts';
import { isHeld } from './storage/holds.ts';
import { changeState, lockPackage, readPackage } from './storage/packages.ts';
import { disposalView } from './views.ts';

interface Decision {
  readonly disposalId: string;
  readonly decision: string;
  readonly reason: string;
}

const assertMay = async (transaction: Transaction, row: DisposalRow, decision: string, by: string): Promise<void> => {
  if (row.state !== 'proposed') throw refuse('DISPOSAL_DECIDED', `It was ${row.state} already.`);
  if (decision === 'withdrawn') return;
  if (row.proposed_by === by) throw refuse('DISPOSAL_SAME_PERSON');
  if (decision === 'approved' && (await isHeld(transaction, row.package_id))) throw refuse('PACKAGE_HELD');
};

/** The same decision again has its effect already. */
const isRepetition = (row: DisposalRow, decision: string, by: string): boolean =>
  row.decided_by === by && (row.state === decision || (row.state === 'destroyed' && decision === 'approved'));

export interface DecideParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly place: ArchivePlace | undefined;
}

export const decideDisposal = ({ store, clock, log, place }: DecideParts) => {
  const decide = ({ disposalId, decision, reason }: Decision, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const known = await readDisposal(transaction, disposalId);
      if (known === undefined) throw refuse('DISPOSAL_UNKNOWN');
      // The package first, as holds do: a hold comes before the decision, or finds it done.
      await lockPackage(transaction, known.package_id);
      const row = (await lockDisposal(transaction, disposalId))!;
      const by = call.caller.subject;
      const again = isRepetition(row, decision, by);
      if (!again) {
        await assertMay(transaction, row, decision, by);
        await decideDisposalRow(transaction, disposalId, decision, by, reason);
        if (decision === 'approved') await changeState(transaction, row.package_id, 'disposing');
      }
      const { event } = call.operation.operation.audit;
      transaction.audit(auditOf(call, event, again ? 'done' : 'accepted', { reference: row.case_id }));
      return row.package_id;
    });

  return async (decision: Decision, call: OperationCall) => {
    const packageId = await decide(decision, call);
    const row = await readPackage(store, packageId);
    if (place !== undefined && row?.state === 'disposing')
      await destroy({ store, place, clock }, row).catch((error: unknown) =>
        log.warn({ err: error, packageId }, 'a package could not be destroyed now; it is tried again'),
      );
    return disposalView((await readDisposal(store, decision.disposalId))!);
  };
};
