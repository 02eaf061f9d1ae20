/** Rows of this component's tables, and the elements of replies that are made of them. */

export interface BackupRow {
  readonly id: string;
  readonly started_at: Date;
  readonly completed_at: Date;
  readonly bytes: string;
  readonly files: number;
  readonly postgres_version: string;
  readonly timeline: string;
  readonly begins_at: string;
  readonly ends_at: string;
  readonly verification: string;
  readonly verified_at: Date | null;
  readonly fault: string | null;
}

export interface TaskRow {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly backup_id: string | null;
  readonly requested_at: Date;
  readonly finished_at: Date | null;
  readonly fault: string | null;
}

export interface DrillRow {
  readonly id: string;
  readonly at: Date;
  readonly rpo_seconds: string;
  readonly rto_seconds: string;
  readonly acknowledged: number;
  readonly lost: number;
  readonly audit_consistent: boolean;
  readonly synchronous: boolean;
}

const fault = (text: string | null) => (text === null ? {} : { fault: text.slice(0, 1000) });

export const backupOf = (row: BackupRow) => ({
  backupId: row.id,
  startedAtMs: row.started_at.getTime(),
  completedAtMs: row.completed_at.getTime(),
  bytes: Number(row.bytes),
  files: row.files,
  postgresVersion: row.postgres_version,
  timeline: Number(row.timeline),
  beginsAt: row.begins_at,
  endsAt: row.ends_at,
  verification: row.verification,
  ...(row.verified_at === null ? {} : { verifiedAtMs: row.verified_at.getTime() }),
  ...fault(row.fault),
});

export const taskOf = (row: TaskRow) => ({
  taskId: row.id,
  kind: row.kind,
  state: row.state,
  ...(row.backup_id === null ? {} : { backupId: row.backup_id }),
  requestedAtMs: row.requested_at.getTime(),
  ...(row.finished_at === null ? {} : { finishedAtMs: row.finished_at.getTime() }),
  ...fault(row.fault),
});

export const drillOf = (row: DrillRow) => ({
  drillId: row.id,
  atMs: row.at.getTime(),
  rpoSeconds: row.rpo_seconds,
  rtoSeconds: row.rto_seconds,
  acknowledged: row.acknowledged,
  lost: row.lost,
  auditConsistent: row.audit_consistent,
  passed: row.lost === 0 && row.audit_consistent,
  synchronous: row.synchronous,
});

export const drillColumns =
  'id, at, rpo_seconds::text, rto_seconds::text, acknowledged, lost, audit_consistent, synchronous';
export const taskColumns = 'id::text, kind, state, backup_id, requested_at, finished_at, fault';
