/** Destroys what two people have agreed to destroy, and keeps the proof. Done again after a crash, it ends the same. */
import { sha256Hex } from '../../kit/call.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Store } from '../../kit/store/store.ts';
import { instant } from '../package/file.ts';
import type { ArchivePlace } from '../place.ts';
import { approvedDisposal, type DisposalRow, noteDestroyed } from '../storage/disposals.ts';
import { type FileRow, filesOfPackage } from '../storage/files.ts';
import { changeState, lockPackage, type PackageRow } from '../storage/packages.ts';
import { ownRecord } from './own-record.ts';

export interface DestroyParts {
  readonly store: Store;
  readonly place: ArchivePlace;
  readonly clock: Clock;
}

const proofOf = (row: PackageRow, disposal: DisposalRow, files: readonly FileRow[], atMs: number): string =>
  JSON.stringify({
    portoriumDisposal: 1,
    packageId: row.id,
    application: row.application,
    caseId: row.case_id,
    retention: row.retention,
    closedAt: row.closed_at?.toISOString(),
    retainUntil: row.retain_until?.toISOString(),
    proposedBy: disposal.proposed_by,
    proposedAt: disposal.proposed_at.toISOString(),
    reason: disposal.reason,
    decidedBy: disposal.decided_by,
    decidedAt: disposal.decided_at?.toISOString(),
    decisionReason: disposal.decision_reason,
    destroyedAt: instant(atMs),
    files: files.map(({ object_name: objectName, bytes, sha256 }) => ({ objectName, bytes: Number(bytes), sha256 })),
  });

/** @throws {Error} something is in the store still */
const removeAll = async ({ store }: ArchivePlace, files: readonly FileRow[]): Promise<void> => {
  for (const { object_name: name } of files) {
    await store.remove(name);
    if ((await store.find(name)) !== undefined) throw new Error(`${name} was removed, and is there still`);
  }
};

export const destroy = async ({ store, place, clock }: DestroyParts, row: PackageRow): Promise<void> => {
  const files = await filesOfPackage(store, row.id);
  await removeAll(place, files);
  await store.transaction(async (transaction) => {
    const locked = await lockPackage(transaction, row.id);
    const disposal = await approvedDisposal(transaction, row.id);
    if (locked?.state !== 'disposing' || disposal === undefined) return;
    const proof = proofOf(row, disposal, files, clock.nowMs());
    const hash = sha256Hex(proof);
    await noteDestroyed(transaction, disposal.id, proof, hash);
    await changeState(transaction, row.id, 'disposed');
    // Who traded is nobody's business any more; the MRN stays, so that the proof is found.
    await transaction.query(`delete from package_identifier where package_id = $1 and scheme <> 'MRN'`, [row.id]);
    transaction.audit(ownRecord('archiving.package.destroy', { reference: row.case_id, contentSha256: hash }));
  });
};
