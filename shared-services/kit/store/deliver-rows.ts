/** One attempt at a batch: all at once, and, if that fails, one by one to find the message that is to blame. */
import { Refusal } from '../refusal.ts';
import type { DispatcherParts } from './dispatcher.ts';
import { deliveredOf, type OutboxRow } from './outbox-rows.ts';

export interface Failure {
  readonly row: OutboxRow;
  readonly reason: string;
}

export interface Verdict {
  readonly done: readonly OutboxRow[];
  readonly failed: readonly Failure[];
  /** Left for the next round. */
  readonly untried: number;
  /** The subscriber cannot take anything now: no message is to blame. */
  readonly away: boolean;
}

interface Attempt extends Pick<DispatcherParts, 'component' | 'subscriber' | 'deliver' | 'log'> {
  readonly isStopping: () => boolean;
}

/** A round ends after so many failures: each may have cost a whole deadline, and other batches wait. */
const maxFailures = 8;
const maxReasonLength = 1000;

const isAway = (error: unknown) =>
  error instanceof Refusal && (error.status === 'unavailable' || error.status === 'throttled');

/** So many messages in a row that nobody answered in time, and none that was taken: it is not the messages. */
const timeoutsOfOneAway = 2;

const isTimeout = (error: unknown) => error instanceof Refusal && error.status === 'timeout';

const reasonOf = (error: unknown) =>
  // PostgreSQL text has no NUL.
  (error instanceof Error ? error.message : String(error)).replaceAll('\0', '').slice(0, maxReasonLength);

/** The later messages of a key wait for the one that failed. */
const deliverApart = async ({ subscriber, deliver, isStopping }: Attempt, rows: readonly OutboxRow[]) => {
  const done: OutboxRow[] = [];
  const failed: Failure[] = [];
  const held = new Set<string>();
  let away = false;
  let timeouts = 0;
  let tried = 0;
  for (const row of rows) {
    if (away || isStopping() || failed.length >= maxFailures) break;
    tried += 1;
    if (held.has(row.ordering_key)) continue;
    try {
      await deliver([deliveredOf(subscriber, row)]);
      done.push(row);
    } catch (error) {
      timeouts += Number(isTimeout(error));
      if (isAway(error) || (done.length === 0 && timeouts >= timeoutsOfOneAway)) away = true;
      else failed.push({ row, reason: reasonOf(error) });
      held.add(row.ordering_key);
    }
  }
  const toBlame = timeouts >= timeoutsOfOneAway && done.length === 0 ? [] : failed;
  return { done, failed: toBlame, away, untried: rows.length - tried };
};

export const deliverRows = async (attempt: Attempt, rows: readonly OutboxRow[]): Promise<Verdict> => {
  const { component, subscriber, deliver, log } = attempt;
  try {
    await deliver(rows.map((row) => deliveredOf(subscriber, row)));
    return { done: rows, failed: [], untried: 0, away: false };
  } catch (error) {
    log.warn({ err: error, component, subscriber, messages: rows.length }, 'delivery failed');
    if (isAway(error)) return { done: [], failed: [], untried: rows.length, away: true };
    const [only, ...others] = rows;
    return only !== undefined && others.length === 0
      ? { done: [], failed: [{ row: only, reason: reasonOf(error) }], untried: 0, away: false }
      : deliverApart(attempt, rows);
  }
};
