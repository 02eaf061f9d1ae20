/** The mailboxes' rows. Every query names the recipient: nobody reads another one's mail. */
import type { Priority } from '../../../reference-architecture/contract/language.ts';
import type { Store, Transaction } from '../../../shared-services/kit/store/store.ts';

export interface Letter {
  readonly recipient: string;
  readonly messageId: string;
  /** `entry.IE3Q01` */
  readonly notification: string;
  /** `IE3Q01` */
  readonly type: string;
  readonly MRN?: string;
  readonly priority: Priority;
  readonly conversationId: string;
  readonly traceparent: string;
  /** JSON text. */
  readonly content: string;
  readonly sentAtMs: number;
  readonly expiresAtMs: number;
}

export interface StoredLetter extends Letter {
  readonly acknowledgedAtMs?: number;
}

type Query = Pick<Store, 'query'> | Pick<Transaction, 'query'>;

const numbers: Readonly<Record<Priority, number>> = { A: 1, B: 2, C: 3 };
const classes: Readonly<Record<number, Priority>> = { 1: 'A', 2: 'B', 3: 'C' };

/** Letters that are there already stay as they are. */
export const putLetters = async (transaction: Transaction, letters: readonly Letter[]): Promise<void> => {
  const column = (of: (letter: Letter) => unknown) => letters.map(of);
  await transaction.query(
    `insert into mailbox_message (recipient, message_id, notification, type, mrn, priority, conversation_id, traceparent, content, sent_at, expires_at)
     select recipient, message_id, notification, type, mrn, priority, conversation_id, traceparent, content, to_timestamp(sent_at / 1000.0), to_timestamp(expires_at / 1000.0)
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::smallint[], $7::text[], $8::text[], $9::text[], $10::float8[], $11::float8[])
       as given (recipient, message_id, notification, type, mrn, priority, conversation_id, traceparent, content, sent_at, expires_at)
     on conflict do nothing`,
    [
      column((one) => one.recipient),
      column((one) => one.messageId),
      column((one) => one.notification),
      column((one) => one.type),
      column((one) => one.MRN ?? null),
      column((one) => numbers[one.priority]),
      column((one) => one.conversationId),
      column((one) => one.traceparent),
      column((one) => one.content),
      column((one) => one.sentAtMs),
      column((one) => one.expiresAtMs),
    ],
  );
};

interface Row {
  readonly recipient: string;
  readonly message_id: string;
  readonly notification: string;
  readonly type: string;
  readonly mrn: string | null;
  readonly priority: number;
  readonly conversation_id: string;
  readonly traceparent: string;
  readonly content: string;
  readonly sent_at: Date;
  readonly expires_at: Date;
  readonly acknowledged_at: Date | null;
}

const letterOf = (row: Row): StoredLetter => ({
  recipient: row.recipient,
  messageId: row.message_id,
  notification: row.notification,
  type: row.type,
  ...(row.mrn === null ? {} : { MRN: row.mrn }),
  priority: classes[row.priority] ?? 'C',
  conversationId: row.conversation_id,
  traceparent: row.traceparent,
  content: row.content,
  sentAtMs: row.sent_at.getTime(),
  expiresAtMs: row.expires_at.getTime(),
  ...(row.acknowledged_at === null ? {} : { acknowledgedAtMs: row.acknowledged_at.getTime() }),
});

const columns =
  'recipient, message_id, notification, type, mrn, priority, conversation_id, traceparent, sent_at, expires_at, acknowledged_at';

export interface Page {
  readonly recipient: string;
  readonly nowMs: number;
  readonly limit: number;
  /** Message id of the last one of the page before. */
  readonly after?: string;
}

/** Letters that wait, class A first, then the oldest; without their content. */
export const waitingLetters = async (
  store: Query,
  { recipient, nowMs, limit, after }: Page,
): Promise<StoredLetter[]> => {
  const rows = await store.query<Row>(
    `select ${columns}, '' as content from mailbox_message
     where recipient = $1 and acknowledged_at is null and expired_at is null and expires_at > to_timestamp($2 / 1000.0)
       and ($4::text is null or (priority, sent_at, message_id) >
         (select priority, sent_at, message_id from mailbox_message where recipient = $1 and message_id = $4))
     order by priority, sent_at, message_id limit $3`,
    [recipient, nowMs, limit, after ?? null],
  );
  return rows.map(letterOf);
};

/** Which of the parties have a letter that waits. */
export const recipientsWithLetters = async (
  store: Query,
  recipients: readonly string[],
  nowMs: number,
): Promise<string[]> => {
  const rows = await store.query<{ recipient: string }>(
    `select recipient from unnest($1::text[]) as asked (recipient)
     where exists (select from mailbox_message as letter where letter.recipient = asked.recipient
       and acknowledged_at is null and expired_at is null and expires_at > to_timestamp($2 / 1000.0))`,
    [recipients, nowMs],
  );
  return rows.map((row) => row.recipient);
};

export const letter = async (store: Query, recipient: string, messageId: string): Promise<StoredLetter | undefined> => {
  const [row] = await store.query<Row>(
    `select ${columns}, content from mailbox_message where recipient = $1 and message_id = $2`,
    [recipient, messageId],
  );
  return row === undefined ? undefined : letterOf(row);
};

/** @returns when it was acknowledged first, in milliseconds since the epoch; undefined when there is no such letter */
export const acknowledgeLetter = async (
  transaction: Transaction,
  recipient: string,
  messageId: string,
  nowMs: number,
): Promise<number | undefined> => {
  const [row] = await transaction.query<{ acknowledged_at: Date }>(
    `update mailbox_message set acknowledged_at = coalesce(acknowledged_at, to_timestamp($3 / 1000.0))
     where recipient = $1 and message_id = $2 returning acknowledged_at`,
    [recipient, messageId, nowMs],
  );
  return row?.acknowledged_at.getTime();
};

/** Marks letters whose time is over, and answers which. Several processes may do so at once; each letter is answered once. */
export const expireLetters = async (
  transaction: Transaction,
  nowMs: number,
  limit: number,
): Promise<StoredLetter[]> => {
  const rows = await transaction.query<Row>(
    `update mailbox_message set expired_at = to_timestamp($1 / 1000.0)
     where (recipient, message_id) in (
       select recipient, message_id from mailbox_message
       where acknowledged_at is null and expired_at is null and expires_at <= to_timestamp($1 / 1000.0)
       order by expires_at limit $2 for update skip locked)
     returning ${columns}, '' as content`,
    [nowMs, limit],
  );
  return rows.map(letterOf);
};
