/** Which backups are kept, and which log is needed by them. */
import { positionOf, segmentOf, segmentStart } from './position.ts';

export interface Kept {
  readonly id: string;
  readonly completedAtMs: number;
  readonly timeline: number;
  readonly beginsAt: string;
  readonly segmentBytes: number;
}

export interface Retention {
  readonly keepMs: number;
  /** So many of the newest are kept whatever their age. */
  readonly atLeast: number;
}

const newestFirst = (one: Kept, other: Kept): number => other.completedAtMs - one.completedAtMs;

/**
 * Every moment of the last `keepMs` stays restorable: of the backups that are older, the newest is kept too, since the
 * moments before the next one are restored from it.
 */
export const outlived = (backups: readonly Kept[], { keepMs, atLeast }: Retention, nowMs: number): string[] => {
  const sorted = [...backups].sort(newestFirst);
  const isOld = ({ completedAtMs }: Kept) => completedAtMs < nowMs - keepMs;
  const newestOld = sorted.find(isOld);
  return sorted.filter((one, at) => at >= atLeast && isOld(one) && one !== newestOld).map(({ id }) => id);
};

/** Whether a segment begins no kept backup's recovery and comes before all of them. */
export const isNeeded = (segment: string, kept: readonly Kept[]): boolean => {
  const size = kept[0]?.segmentBytes;
  if (size === undefined) return true;
  const { start } = segmentOf(segment, size);
  return kept.some(({ beginsAt }) => start >= segmentStart(positionOf(beginsAt), size));
};
