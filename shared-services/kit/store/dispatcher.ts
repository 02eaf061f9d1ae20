/**
 * Carries messages from a component's outbox to one subscriber: in order per key, at least once, in batches. The rows go
 * only after the subscriber has committed; a crash in between means a repetition, which the message id makes harmless.
 */
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Delivered } from './records.ts';

export interface DispatcherParts {
  readonly component: string;
  readonly subscriber: string;
  readonly pool: pg.Pool;
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
}

export interface Dispatcher {
  wake(): void;
  stop(): Promise<void>;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly ordering_key: string;
  readonly priority: number;
  readonly recipient: string | null;
  readonly message_id: string;
  readonly conversation_id: string;
  readonly traceparent: string;
  readonly content: string;
  readonly attempts: number;
  readonly sent_at: Date;
}

const defaults: DispatcherLimits = {
  maxBatch: 256,
  maxAttempts: 20,
  firstRetryMs: 200,
  maxRetryMs: 30_000,
  idleMs: 1000,
};

const claimText = `select id, name, ordering_key, priority, recipient, message_id, conversation_id, traceparent, content, attempts, sent_at
  from outbox as message
  where subscriber = $1 and available_at <= now()
    and not exists (select from outbox as earlier where earlier.subscriber = $1 and earlier.attempts > 0
      and earlier.ordering_key = message.ordering_key and earlier.id < message.id and earlier.available_at > now())
  order by id limit $2`;

const deliveredOf = (subscriber: string, row: Row): Delivered => ({
  name: row.name,
  subscriber,
  orderingKey: row.ordering_key,
  priority: (['A', 'B', 'C'] as const)[row.priority - 1] ?? 'C',
  ...(row.recipient === null ? {} : { recipient: row.recipient }),
  messageId: row.message_id,
  conversationId: row.conversation_id,
  traceparent: row.traceparent,
  content: JSON.parse(row.content),
  sentAtMs: row.sent_at.getTime(),
});

interface Failure {
  readonly row: Row;
  readonly reason: string;
}

export const createDispatcher = (parts: DispatcherParts): Dispatcher => {
  const { component, subscriber, pool, deliver, log } = parts;
  const limits = { ...defaults, ...parts.limits };
  const lockName = `${component}->${subscriber}`;
  let stopping = false;
  let woken = false;
  let ring: () => void = () => {};

  /** One by one, after a batch failed: finds the message that is to blame; the later ones of its key wait for it. */
  const deliverApart = async (rows: readonly Row[]): Promise<{ done: Row[]; failed: Failure[] }> => {
    const done: Row[] = [];
    const failed: Failure[] = [];
    const held = new Set<string>();
    for (const row of rows) {
      if (held.has(row.ordering_key)) continue;
      try {
        await deliver([deliveredOf(subscriber, row)]);
        done.push(row);
      } catch (error) {
        held.add(row.ordering_key);
        failed.push({ row, reason: error instanceof Error ? error.message : String(error) });
      }
    }
    return { done, failed };
  };

  const deliverRows = async (rows: readonly Row[]): Promise<{ done: readonly Row[]; failed: readonly Failure[] }> => {
    try {
      await deliver(rows.map((row) => deliveredOf(subscriber, row)));
      return { done: rows, failed: [] };
    } catch (error) {
      log.warn({ err: error, component, subscriber, messages: rows.length }, 'delivery of a batch failed');
      return deliverApart(rows);
    }
  };

  const postpone = async (client: pg.PoolClient, { row, reason }: Failure) => {
    if (row.attempts + 1 >= limits.maxAttempts) {
      log.error(
        { component, subscriber, message: row.name, conversationId: row.conversation_id },
        'message is a dead letter',
      );
      await client.query(
        `with gone as (delete from outbox where id = $1 returning *)
         insert into dead_letter (id, name, subscriber, ordering_key, priority, recipient, message_id, conversation_id, traceparent, content, attempts, sent_at, last_error)
         select id, name, subscriber, ordering_key, priority, recipient, message_id, conversation_id, traceparent, content, attempts + 1, sent_at, $2 from gone`,
        [row.id, reason],
      );
      return;
    }
    const waitMs = Math.min(limits.maxRetryMs, limits.firstRetryMs * 2 ** row.attempts);
    await client.query(
      `update outbox set attempts = attempts + 1, last_error = $2, available_at = now() + $3 * interval '1 millisecond' where id = $1`,
      [row.id, reason, waitMs],
    );
  };

  /** Answers how many messages it found. */
  const round = async (): Promise<number> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      // One dispatcher at a time per subscriber, over all processes: this is what keeps the order.
      const lock = await client.query('select pg_try_advisory_xact_lock(hashtext($1)) as held', [lockName]);
      if (!lock.rows[0].held) {
        await client.query('ROLLBACK');
        return 0;
      }
      const rows = (
        await client.query<Row>({ name: 'outbox-claim', text: claimText, values: [subscriber, limits.maxBatch] })
      ).rows;
      if (rows.length > 0) {
        const { done, failed } = await deliverRows(rows);
        await client.query('delete from outbox where id = any($1::bigint[])', [done.map((row) => row.id)]);
        for (const failure of failed) await postpone(client, failure);
      }
      await client.query('COMMIT');
      return rows.length;
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

  const run = async () => {
    while (!stopping) {
      woken = false;
      let found = 0;
      try {
        found = await round();
      } catch (error) {
        if (!stopping) log.error({ err: error, component, subscriber }, 'dispatcher round failed');
      }
      if (found < limits.maxBatch && !woken && !stopping) await sleep(limits.idleMs);
    }
  };

  const running = run();
  return {
    wake: () => {
      woken = true;
      ring();
    },
    stop: async () => {
      stopping = true;
      ring();
      await running;
    },
  };
};
