/** What a drill measured: written by `npm run drill`, read by the page of the continuity plan and by operators. */

export interface DrillRecord {
  /** When everything was destroyed: ISO 8601. */
  readonly at: string;
  readonly rpoSeconds: number;
  readonly rtoSeconds: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly auditConsistent: boolean;
  readonly auditRecords: number;
  readonly synchronous: boolean;
  /** Of the load before the destruction. */
  readonly filingsPerSecond: number;
  readonly backupSeconds: number;
  readonly backupMebibytes: number;
  /** Of the RTO: the command, the start, the first filing. */
  readonly restoreSeconds: number;
  readonly startSeconds: number;
  readonly machine: string;
}

export const passed = ({ lost, auditConsistent }: Pick<DrillRecord, 'lost' | 'auditConsistent'>): boolean =>
  lost === 0 && auditConsistent;

/** The last line of a drill, for whoever reads it by machine. */
export const lastLine = ({ rpoSeconds, rtoSeconds, lost, auditConsistent }: DrillRecord): string =>
  `drill rpoSeconds=${rpoSeconds} rtoSeconds=${rtoSeconds} lost=${lost} auditConsistent=${auditConsistent}`;
