/** Rows as callers see them. */
import type { DisposalRow } from './storage/disposals.ts';
import type { FileRow } from './storage/files.ts';
import type { HoldRow } from './storage/holds.ts';
import type { FoundRow } from './storage/search.ts';

const ms = (time: Date | null): number => time?.getTime() ?? 0;

export const summaryOf = (row: FoundRow) => ({
  packageId: row.id,
  application: row.application,
  caseId: row.case_id,
  kind: row.kind ?? '-',
  outcome: row.outcome ?? '-',
  state: row.seen_state,
  retention: row.retention ?? 'case',
  openedAtMs: ms(row.opened_at),
  closedAtMs: ms(row.closed_at),
  archivedAtMs: ms(row.archived_at),
  retainUntilMs: ms(row.retain_until),
  bytes: Number(row.bytes),
});

export const fileView = (row: FileRow) => ({
  part: row.part,
  objectName: row.object_name,
  bytes: Number(row.bytes),
  sha256: row.sha256,
  checkedAtMs: ms(row.checked_at),
  ...(row.damage === null ? {} : { damage: row.damage }),
});

export const holdView = (row: HoldRow) => ({
  reason: row.reason,
  setBy: row.set_by,
  setAtMs: ms(row.set_at),
  ...(row.lifted_by === null ? {} : { liftedBy: row.lifted_by, liftedAtMs: ms(row.lifted_at) }),
  ...(row.lift_reason === null ? {} : { liftReason: row.lift_reason }),
});

const proofView = ({ proof, proof_sha256: hash, destroyed_at: destroyedAt }: DisposalRow) =>
  proof === null || hash === null
    ? {}
    : {
        proof: { destroyedAtMs: ms(destroyedAt), file: JSON.parse(proof).files, proofSha256: hash, text: proof },
      };

export const disposalView = (row: DisposalRow) => ({
  disposalId: row.id,
  packageId: row.package_id,
  caseId: row.case_id,
  state: row.state,
  reason: row.reason,
  proposedBy: row.proposed_by,
  proposedAtMs: ms(row.proposed_at),
  ...(row.decided_by === null ? {} : { decidedBy: row.decided_by, decidedAtMs: ms(row.decided_at) }),
  ...(row.decision_reason === null ? {} : { decisionReason: row.decision_reason }),
  ...proofView(row),
});
