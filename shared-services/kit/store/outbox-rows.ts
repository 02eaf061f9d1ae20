/** The dispatcher's view of the outbox table. */
import type pg from 'pg';
import type { Delivered } from './records.ts';

export interface OutboxRow {
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

/** What is due, without what waits behind an earlier message of its key that failed and is not due yet. */
const claimText = `select id, name, ordering_key, priority, recipient, message_id, conversation_id, traceparent, content, attempts, sent_at
  from outbox as message
  where subscriber = $1 and available_at <= now()
    and not exists (select from outbox as earlier where earlier.subscriber = $1 and earlier.attempts > 0
      and earlier.ordering_key = message.ordering_key and earlier.id < message.id and earlier.available_at > now())
  order by id limit $2`;

/** Until the transaction ends; false when somebody else has it. */
export const tryLock = async (client: pg.PoolClient, name: string): Promise<boolean> => {
  const text = 'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as held';
  return (await client.query<{ held: boolean }>(text, [name])).rows[0]!.held;
};

export const claim = async (client: pg.PoolClient, subscriber: string, limit: number): Promise<OutboxRow[]> =>
  (await client.query<OutboxRow>({ name: 'outbox-claim', text: claimText, values: [subscriber, limit] })).rows;

export const dropDelivered = async (client: pg.PoolClient, rows: readonly OutboxRow[]): Promise<void> => {
  if (rows.length === 0) return;
  const text = 'delete from outbox where id = any($1::bigint[])';
  await client.query({ name: 'outbox-drop', text, values: [rows.map((row) => row.id)] });
};

/** @param waitMs until the next attempt; without it the message becomes a dead letter */
export const buryOrPostpone = async (
  client: pg.PoolClient,
  row: OutboxRow,
  reason: string,
  waitMs: number | undefined,
): Promise<void> => {
  // The time of the wait counts from now: the transaction may have begun long before.
  await client.query(
    `update outbox set attempts = attempts + 1, last_error = $2, available_at = clock_timestamp() + $3 * interval '1 millisecond' where id = $1`,
    [row.id, reason, waitMs ?? 0],
  );
  if (waitMs !== undefined) return;
  await client.query(
    `with gone as (delete from outbox where id = $1 returning *)
     insert into dead_letter (id, name, subscriber, ordering_key, priority, recipient, message_id, conversation_id, traceparent, content, attempts, sent_at, last_error, replays)
     select id, name, subscriber, ordering_key, priority, recipient, message_id, conversation_id, traceparent, content, attempts, sent_at, last_error, replays from gone`,
    [row.id],
  );
};

export const deliveredOf = (subscriber: string, row: OutboxRow): Delivered => ({
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
