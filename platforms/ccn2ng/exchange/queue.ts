/** What the exchange keeps in PostgreSQL, and how it is read: the oldest waiting message of each MRN, by priority. */
import type { Delivered } from '../../../shared-services/kit/store/records.ts';
import type { Store, Transaction } from '../../../shared-services/kit/store/store.ts';

export interface WaitingMessage {
  readonly id: string;
  readonly message_id: string;
  readonly member_state: string;
  /** `entry.IE4N03` */
  readonly name: string;
  readonly ordering_key: string;
  readonly priority: number;
  readonly conversation_id: string;
  readonly traceparent: string;
  readonly content: string;
  readonly queued_at: Date;
  readonly expires_at: Date;
  readonly attempts: number;
}

type Queries = Pick<Transaction, 'query'>;

const columns =
  'id, message_id, member_state, name, ordering_key, priority, conversation_id, traceparent, content, queued_at, expires_at, attempts';
const waiting = 'acknowledged_at is null and dead_at is null';
const headOfKey = `not exists (select from exchange_message as earlier where earlier.member_state = waiting_message.member_state
  and earlier.ordering_key = waiting_message.ordering_key and earlier.id < waiting_message.id
  and earlier.acknowledged_at is null and earlier.dead_at is null)`;

const priorityNumber = { A: 1, B: 2, C: 3 } as const;
export const priorityLetter = (priority: number): 'A' | 'B' | 'C' => (['A', 'B', 'C'] as const)[priority - 1] ?? 'C';

/** Puts messages into the queues of their Member States; one that is there already is left as it is. */
export const enqueue = (
  transaction: Transaction,
  messages: readonly Delivered[],
  expiresAtMsOf: (message: Delivered) => number,
): void => {
  const of = (read: (message: Delivered) => unknown) => messages.map(read);
  transaction.execute(
    `insert into exchange_message (message_id, member_state, name, ordering_key, priority, conversation_id, traceparent, content, expires_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])
     on conflict (message_id) do nothing`,
    [
      of((one) => one.messageId),
      of((one) => one.recipient),
      of((one) => one.name),
      of((one) => one.orderingKey),
      of((one) => priorityNumber[one.priority]),
      of((one) => one.conversationId),
      of((one) => one.traceparent),
      of((one) => JSON.stringify(one.content)),
      of((one) => new Date(expiresAtMsOf(one)).toISOString()),
    ],
  );
};

/** Messages that may be taken now: by priority, then age; of each MRN only the oldest. `not`: ids to leave out. */
export const readWaiting = (
  queries: Queries,
  memberState: string,
  limit: number,
  of: { readonly not?: readonly string[] } = {},
): Promise<WaitingMessage[]> =>
  queries.query<WaitingMessage>(
    `select ${columns}
     from exchange_message as waiting_message
     where member_state = $1 and ${waiting} and expires_at > now() and ${headOfKey} and not (message_id = any($3::text[]))
     order by priority, id limit $2`,
    [memberState, limit, of.not ?? []],
  );

export interface Claim {
  readonly memberState: string;
  readonly limit: number;
  /** Notifications that can be pushed, `entry.IE4N03`. */
  readonly names: readonly string[];
  /** How long nobody else pushes what is claimed; longer than a push may take. */
  readonly leaseMs: number;
}

/**
 * Takes messages for a push, by the same order. Several processes may push to one Member State: what one has claimed is
 * nobody else's until it is acknowledged, postponed or, after a crash, the lease is over. Since the claimed message stays
 * the oldest of its MRN, the next one is not offered meanwhile, and the order holds.
 */
export const claimDue = async (
  queries: Queries,
  { memberState, limit, names, leaseMs }: Claim,
): Promise<WaitingMessage[]> => {
  const rows = await queries.query<WaitingMessage>(
    `update exchange_message set available_at = now() + $4 * interval '1 millisecond'
     where message_id = any(array(
       select message_id from exchange_message as waiting_message
       where member_state = $1 and ${waiting} and expires_at > now() and ${headOfKey}
         and available_at <= now() and name = any($3::text[])
       order by priority, id limit $2 for update skip locked))
     returning ${columns}`,
    [memberState, limit, names, leaseMs],
  );
  return rows.sort((one, other) => one.priority - other.priority || Number(one.id) - Number(other.id));
};

/** Those of the messages that were neither acknowledged nor buried. */
export const stillWaiting = async (
  queries: Queries,
  memberState: string,
  messageIds: readonly string[],
): Promise<string[]> =>
  (
    await queries.query<{ message_id: string }>(
      `select message_id from exchange_message where member_state = $1 and message_id = any($2::text[]) and ${waiting}`,
      [memberState, messageIds],
    )
  ).map((row) => row.message_id);

export interface Backlog {
  readonly member_state: string;
  readonly priority: number;
  readonly depth: number;
  readonly oldest_seconds: number;
}

/** How much waits for whom, and for how long already. */
export const readBacklog = (queries: Queries): Promise<Backlog[]> =>
  queries.query<Backlog>(
    `select member_state, priority, count(*)::integer as depth,
       extract(epoch from now() - min(queued_at))::double precision as oldest_seconds
     from exchange_message where ${waiting} group by member_state, priority`,
  );

export const readMessage = async (
  queries: Queries,
  memberState: string,
  messageId: string,
): Promise<WaitingMessage | undefined> =>
  (
    await queries.query<WaitingMessage>(
      `select ${columns}
       from exchange_message where member_state = $1 and message_id = $2`,
      [memberState, messageId],
    )
  )[0];

export interface Acknowledged {
  /** When it was acknowledged first. */
  readonly acknowledged_at: Date;
  /** It is by this very transaction. */
  readonly is_first: boolean;
}

/** Undefined when the Member State has no such message. */
export const acknowledge = async (
  transaction: Transaction,
  memberState: string,
  messageId: string,
  by: 'push' | 'pull',
): Promise<Acknowledged | undefined> => {
  const [row] = await transaction.query<Acknowledged>(
    `update exchange_message set acknowledged_at = coalesce(acknowledged_at, now()), acknowledged_by = coalesce(acknowledged_by, $3)
     where member_state = $1 and message_id = $2 returning acknowledged_at, acknowledged_at = now() as is_first`,
    [memberState, messageId, by],
  );
  return row;
};

export const postpone = (store: Store, messageId: string, waitMs: number, reason: string): Promise<unknown> =>
  store.query(
    `update exchange_message set attempts = attempts + 1, last_error = $3, available_at = now() + $2 * interval '1 millisecond'
     where message_id = $1 and acknowledged_at is null`,
    [messageId, waitMs, reason.slice(0, 1000)],
  );

export interface DeadMessage {
  readonly message_id: string;
  readonly member_state: string;
  readonly name: string;
  readonly ordering_key: string;
  readonly conversation_id: string;
  readonly traceparent: string;
}

/** Buries what has expired, so that the next message of the same MRN is offered. */
export const buryExpired = (transaction: Transaction): Promise<DeadMessage[]> =>
  transaction.query<DeadMessage>(
    `update exchange_message set dead_at = now(), last_error = coalesce(last_error, 'expired before it was acknowledged')
     where ${waiting} and expires_at <= now()
     returning message_id, member_state, name, ordering_key, conversation_id, traceparent`,
  );
