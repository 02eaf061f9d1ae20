/**
 * Counts requests here and reports them in batches. Nobody is let through on a batch that is full before it is reported, so
 * what all processes let through together exceeds the limit by two batches of each process at most: the one that was being
 * reported when the limit was reached, and the one begun meanwhile.
 */

export interface BatchesParts {
  /** Requests of one key that are counted before they are reported. */
  readonly batch: number;
  /** What was not reported within the period counts no more. */
  readonly periodMs: number;
  /** @returns milliseconds to wait, where it was too much */
  readonly report: (key: string, points: number) => Promise<number | undefined>;
  /** Keys known at once; the one not heard of for longest is forgotten first. */
  readonly maxKeys?: number;
  readonly nowMs?: () => number;
}

interface Count {
  points: number;
  sinceMs: number;
  blockedUntilMs: number;
  reporting?: Promise<void>;
}

/** Gives milliseconds to wait, or nothing where the request may go on. */
export type TakeOne = (key: string) => Promise<number | undefined>;

export const createBatches = (parts: BatchesParts): TakeOne => {
  const { batch, periodMs, report, maxKeys = 50_000, nowMs = () => performance.now() } = parts;
  const counts = new Map<string, Count>();

  const countOf = (key: string): Count => {
    const count = counts.get(key) ?? { points: 0, sinceMs: nowMs(), blockedUntilMs: 0 };
    // The last heard of stands last.
    counts.delete(key);
    counts.set(key, count);
    if (counts.size > maxKeys) counts.delete(counts.keys().next().value!);
    return count;
  };

  const reportAll = async (key: string, count: Count): Promise<void> => {
    const { points } = count;
    Object.assign(count, { points: 0, sinceMs: nowMs() });
    const waitMs = await report(key, points);
    if (waitMs !== undefined) count.blockedUntilMs = nowMs() + waitMs;
  };

  const waitOf = ({ blockedUntilMs }: Count): number | undefined => {
    const waitMs = blockedUntilMs - nowMs();
    return waitMs > 0 ? waitMs : undefined;
  };

  return async (key) => {
    const count = countOf(key);
    if (waitOf(count) !== undefined) return waitOf(count);
    if (nowMs() - count.sinceMs >= periodMs) Object.assign(count, { points: 0, sinceMs: nowMs() });
    count.points += 1;
    if (count.points < batch) return undefined;
    while (count.points >= batch) {
      count.reporting ??= reportAll(key, count).finally(() => {
        delete count.reporting;
      });
      await count.reporting;
    }
    return waitOf(count);
  };
};
