/**
 * Carries messages from a component's outbox to one subscriber: in order per key, at least once, in batches. The rows go
 * only after the subscriber has committed; a crash in between means a repetition, which the message id makes harmless.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { deliverRows, type Verdict } from './deliver-rows.ts';
import { buryOrPostpone, claim, dropDelivered, tryLock } from './outbox-rows.ts';
import type { Delivered } from './records.ts';

export interface DispatcherParts {
  readonly component: string;
  readonly subscriber: string;
  readonly pool: pg.Pool;
  /**
   * Resolves when the subscriber has committed. What is thrown counts against the messages, except a Refusal that says
   * "not now" (unavailable, throttled): then the subscriber is away, and they wait without a limit.
   */
  readonly deliver: (messages: readonly Delivered[]) => Promise<void>;
  readonly log: Logger;
  readonly limits?: Partial<DispatcherLimits>;
}

export interface DispatcherLimits {
  readonly maxBatch: number;
  /** After so many attempts a message is a dead letter. */
  readonly maxAttempts: number;
  readonly firstRetryMs: number;
  readonly maxRetryMs: number;
  /** How long the dispatcher sleeps when nothing wakes it: for messages left by a process that died. */
  readonly idleMs: number;
  /** How long a dispatcher that was woken waits for more before it looks. */
  readonly gatherMs: number;
}

export interface Dispatcher {
  wake(): void;
  /** Resolves when the delivery under way, if any, has ended. */
  stop(): Promise<void>;
}

const defaults: DispatcherLimits = {
  maxBatch: 256,
  maxAttempts: 20,
  firstRetryMs: 200,
  maxRetryMs: 30_000,
  idleMs: 1000,
  gatherMs: 10,
};

/** How soon it is tried again after another process was found delivering to the same subscriber. */
const busyMs = 50;

/** Timers may ring a little early; the database would not count the message as due yet. */
const timerMs = 5;

/** What a round came to: how long to sleep, at most, before the next. */
interface Round {
  readonly sleepMs: number;
  /** Another process delivers: whatever woke us may be waiting still. */
  readonly busy?: boolean;
  readonly away?: boolean;
}

export const createDispatcher = (parts: DispatcherParts): Dispatcher => {
  const { component, subscriber, pool, log } = parts;
  const limits = { ...defaults, ...parts.limits };
  let stopping = false;
  let woken = false;
  let awayRounds = 0;
  let ring: () => void = () => {};

  const backOffMs = (failures: number) =>
    Math.min(limits.maxRetryMs, limits.firstRetryMs * 2 ** Math.min(failures, 30));

  const settle = async (client: pg.PoolClient, { done, failed }: Verdict) => {
    await dropDelivered(client, done);
    for (const { row, reason } of failed) {
      const buried = row.attempts + 1 >= limits.maxAttempts;
      if (buried) {
        const { name, conversation_id: conversationId, message_id: messageId } = row;
        log.error({ component, subscriber, name, conversationId, messageId }, 'a message is a dead letter');
      }
      await buryOrPostpone(client, row, reason, buried ? undefined : backOffMs(row.attempts));
    }
  };

  const soonest = ({ failed }: Verdict) =>
    Math.min(limits.idleMs, ...failed.map(({ row }) => backOffMs(row.attempts) + timerMs));

  const work = async (client: pg.PoolClient): Promise<Round> => {
    // One dispatcher at a time per subscriber, over all processes: this is what keeps the order.
    const [held, rows] = await Promise.all([
      tryLock(client, `${component}->${subscriber}`),
      claim(client, subscriber, limits.maxBatch),
    ]);
    if (!held) return { sleepMs: limits.idleMs, busy: true };
    if (rows.length === 0) return { sleepMs: limits.idleMs };
    const verdict = await deliverRows({ ...parts, isStopping: () => stopping }, rows);
    await settle(client, verdict);
    if (verdict.away) return { sleepMs: backOffMs(awayRounds), away: true };
    const more = rows.length === limits.maxBatch || verdict.untried > 0;
    return { sleepMs: more ? 0 : soonest(verdict) };
  };

  const round = async (): Promise<Round> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      const [, answer] = await Promise.all([client.query('BEGIN'), work(client)]);
      await client.query('COMMIT');
      return answer;
    } catch (error) {
      broken = error as Error;
      await client.query('ROLLBACK').catch(() => {});
      throw error;
    } finally {
      client.release(broken);
    }
  };

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const safeRound = (): Promise<Round> =>
    round().catch((error: unknown) => {
      if (!stopping) log.error({ err: error, component, subscriber }, 'dispatcher round failed');
      // New messages do not make a lost database come back sooner.
      return { sleepMs: limits.idleMs, away: true };
    });

  const run = async () => {
    let owed = false;
    while (!stopping) {
      // Under load one round then serves many commits; a lone message hardly notices.
      if (woken) await pause(limits.gatherMs);
      owed ||= woken;
      woken = false;
      const { sleepMs, busy = false, away = false } = await safeRound();
      awayRounds = away ? awayRounds + 1 : 0;
      const sleptMs = busy && owed ? Math.min(busyMs, limits.idleMs) : sleepMs;
      owed &&= busy;
      if (stopping || sleptMs === 0 || (woken && !away)) continue;
      await sleep(sleptMs);
    }
  };

  const running = run();
  return {
    wake: () => {
      woken = true;
      if (awayRounds === 0) ring();
    },
    stop: async () => {
      stopping = true;
      ring();
      await running;
    },
  };
};
