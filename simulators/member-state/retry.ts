/** Tries again what failed for a reason that passes: CCN2ng is not there yet, or went away. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../shared-services/kit/refusal.ts';

export interface RetryParts {
  readonly signal: AbortSignal;
  readonly firstMs?: number;
  readonly longestMs?: number;
  /** What failed, why, and when it is tried again. */
  readonly failed: (error: unknown, againInMs: number) => void;
}

/** Twice as long each time, and a random part of it less, so that what failed together is not tried together. */
const waitMs = (attempt: number, firstMs: number, longestMs: number): number =>
  Math.round(Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 20)) * (1 - Math.random() / 4));

/**
 * Until it succeeds. @throws {Refusal} at once: the same message would be refused again
 * @throws {Error} the signal aborts
 */
export const untilDone = async <T>(work: () => Promise<T>, parts: RetryParts): Promise<T> => {
  const { signal, firstMs = 250, longestMs = 10_000, failed } = parts;
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal || signal.aborted) throw error;
      const againInMs = waitMs(attempt, firstMs, longestMs);
      failed(error, againInMs);
      await sleep(againInMs, undefined, { signal });
    }
  }
};

/** `ECONNREFUSED: connect ...`: an error in one line. */
export const reasonOf = (error: unknown): string => {
  const { code, message, cause } = error as { code?: unknown; message?: string; cause?: unknown };
  const text = message === undefined || message === '' ? (cause === undefined ? 'failed' : reasonOf(cause)) : message;
  return typeof code === 'string' && !text.includes(code) ? `${code}: ${text}` : text;
};
