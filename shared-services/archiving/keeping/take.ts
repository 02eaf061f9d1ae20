/**
 * Takes one case into the archive. Each step can be done again: whatever a crash leaves is 'writing' (made anew, under the same
 * names) or 'written' (confirmed again). Only what its application has confirmed is 'kept', and only that is shown to anybody.
 */

import { contract as audit } from '../../audit/contract.ts';
import { sha256Hex } from '../../kit/call.ts';
import type { Dependencies } from '../../kit/host/module.ts';
import { Refusal } from '../../kit/refusal.ts';
import { ownCall } from '../../kit/rpc/own-call.ts';
import { type Case, objectIdOf, packageOf, type Visibility } from '../package/build.ts';
import type { ArchivePlace } from '../place.ts';
import { type FileRow, filesOfPackage, type NewFile, replaceFiles } from '../storage/files.ts';
import { describePackage, retainUntilMs } from '../storage/keep.ts';
import { changeState, forgetPackage, lockPackage, type PackageRow } from '../storage/packages.ts';
import { readCompared } from './compare.ts';
import { ownRecord } from './own-record.ts';
import type { SourceClient } from './sources.ts';

export interface TakeParts {
  readonly dependencies: Pick<Dependencies, 'store' | 'calls' | 'clock'>;
  readonly place: ArchivePlace;
}

const callMs = 20_000;
const visibilities: readonly Visibility[] = ['open', 'restricted'];

/** `entry/2026/019a...-restricted.tar`: found by a person who has nothing but the store. */
export const objectNameOf = (row: PackageRow, of: Pick<Case, 'closedAtMs'>, visibility: Visibility): string =>
  `${row.application}/${new Date(of.closedAtMs).getUTCFullYear()}/${objectIdOf(row.id, visibility)}.tar`;

const refusedWith = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Refusal && codes.includes(error.code);

export const createTake = ({ dependencies: { store, calls, clock }, place }: TakeParts) => {
  const auditLog = calls.to(audit);
  const call = () => ownCall('shared-services', clock.nowMs() + callMs);

  const put = async (row: PackageRow, of: Case, evidence: string): Promise<NewFile[]> => {
    const { version } = place;
    const parts = { packageId: row.id, application: row.application, of, evidence, version };
    const files: NewFile[] = [];
    for (const part of visibilities) {
      const bytes = await packageOf({ ...parts, createdAtMs: clock.nowMs(), retainUntilMs: retainUntilMs(of) }, part);
      if (bytes === undefined) continue;
      const objectName = objectNameOf(row, of, part);
      await place.store.put(objectName, bytes);
      files.push({ part, objectName, bytes: bytes.length, sha256: sha256Hex(bytes) });
    }
    return files;
  };

  /** The case is read, and its files are in the store. */
  const write = async (row: PackageRow, source: SourceClient): Promise<void> => {
    const of = await source.exportCase({ caseId: row.case_id }, call());
    const evidence = await auditLog.proveConversations({ conversationId: of.conversationId }, call());
    const files = await put(row, of, JSON.stringify(evidence, undefined, 1));
    await store.transaction(async (transaction) => {
      const locked = await lockPackage(transaction, row.id);
      if (locked?.state !== 'writing') return;
      await replaceFiles(transaction, row.id, files);
      await describePackage(transaction, row.id, of, evidence.record?.length ?? 0);
    });
  };

  const giveUp = async (row: PackageRow): Promise<void> => {
    for (const { object_name: name } of await filesOfPackage(store, row.id)) await place.store.remove(name);
    await store.transaction((transaction) => forgetPackage(transaction, row.id));
  };

  /** Before the application lets its own go, the files are read back. */
  const areSound = async (files: readonly FileRow[]): Promise<boolean> => {
    for (const file of files) if (!(await readCompared(place.store, file)).sound) return false;
    return files.length > 0;
  };

  const beginAnew = (row: PackageRow) =>
    store.transaction((transaction) => changeState(transaction, row.id, 'writing'));

  /** Its application learns of it, and from then on it counts. */
  const confirm = async (row: PackageRow, source: SourceClient): Promise<void> => {
    const files = await filesOfPackage(store, row.id);
    if (!(await areSound(files))) return beginAnew(row);
    const [open] = files;
    const { case_id: caseId, revision, id: packageId } = row;
    await source.confirmArchived({ caseId, revision: revision ?? '', packageId, sha256: open?.sha256 ?? '' }, call());
    await store.transaction(async (transaction) => {
      if ((await lockPackage(transaction, row.id))?.state !== 'written') return;
      await changeState(transaction, row.id, 'kept');
      transaction.audit(ownRecord('archiving.package.keep', { reference: caseId, contentSha256: open?.sha256 }));
    });
  };

  /**
   * One step: from 'writing' to 'written', or from there to 'kept'.
   * @throws {Error} it could not be done now
   */
  return async (row: PackageRow, source: SourceClient): Promise<void> => {
    try {
      await (row.state === 'writing' ? write(row, source) : confirm(row, source));
    } catch (error) {
      // Reopened, changed or gone meanwhile: it is offered again when it is quiet.
      if (!refusedWith(error, 'CASE_UNKNOWN', 'CASE_CHANGED')) throw error;
      await giveUp(row);
    }
  };
};
