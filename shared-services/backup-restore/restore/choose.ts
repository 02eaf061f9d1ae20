/** Which backup a restore begins with. */
import type { BackupEntry } from '../backup/catalogue.ts';

export interface Wanted {
  /** Milliseconds since the epoch; absent: as late as the archive goes. */
  readonly toMs?: number;
  readonly backupId?: string;
}

const momentOf = (timeMs: number): string => new Date(timeMs).toISOString();

/**
 * The newest that was whole before the moment that is wanted.
 * @throws {Error} there is none, or not the one that was named
 */
export const chooseBackup = (entries: readonly BackupEntry[], { toMs, backupId }: Wanted): BackupEntry => {
  const named = backupId === undefined ? entries : entries.filter(({ id }) => id === backupId);
  if (named.length === 0)
    throw new Error(backupId === undefined ? 'there is no whole backup' : `there is no whole backup ${backupId}`);
  const before = named.filter(({ completedAtMs }) => toMs === undefined || completedAtMs <= toMs);
  const newest = [...before].sort((one, other) => one.completedAtMs - other.completedAtMs).at(-1);
  if (newest !== undefined) return newest;
  const first = Math.min(...named.map(({ completedAtMs }) => completedAtMs));
  throw new Error(`no backup is old enough: the earliest moment that can be restored is ${momentOf(first)}`);
};
