/** The two inserts that every transaction ends with. */
import type pg from 'pg';
import { newId } from '../call.ts';
import { arrayLiteral } from './array-literal.ts';
import type { AuditRecord, Outgoing } from './records.ts';

const column = <Row>(rows: readonly Row[], of: (row: Row) => unknown): string => arrayLiteral(rows.map(of));

const priorityNumber = { A: 1, B: 2, C: 3 } as const;

export const writeOutbox = async (client: pg.PoolClient, messages: readonly Outgoing[]): Promise<void> => {
  if (messages.length === 0) return;
  await client.query({
    name: `outbox`,
    text: `insert into outbox (name, subscriber, ordering_key, priority, recipient, message_id, conversation_id, traceparent, content)
           select * from unnest($1::text[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])`,
    values: [
      column(messages, (one) => one.name),
      column(messages, (one) => one.subscriber),
      column(messages, (one) => one.orderingKey),
      column(messages, (one) => priorityNumber[one.priority]),
      column(messages, (one) => one.recipient),
      column(messages, (one) => one.messageId),
      column(messages, (one) => one.conversationId),
      column(messages, (one) => one.traceparent),
      column(messages, (one) => JSON.stringify(one.content)),
    ],
  });
};

/** Which of its records these are: the numbers follow each other. */
export interface Numbered {
  readonly origin: string;
  readonly first: number;
  /** Numbers that were drawn before, and whose transactions came to nothing. */
  readonly voided: string | undefined;
}

/** Answers when the records will be said to be recorded: when their transaction began. Who writes may not read them. */
export const writeAudit = async (
  client: pg.PoolClient,
  component: string,
  records: readonly AuditRecord[],
  numbered: Numbered | undefined,
): Promise<Date | undefined> => {
  if (numbered === undefined) return undefined;
  const { origin, first, voided } = numbered;
  const { rows } = await client.query<{ recorded_at: Date }>({
    name: 'audit',
    text: `with written as (insert into portorium_audit.record (id, component, event, outcome, reference, refusal_code, conversation_id, message_id, traceparent, circle, party, subject, protocol, content_sha256, personal_data, acting_for, mandates, origin, origin_sequence, voided)
           select id, $1, event, outcome, reference, refusal_code, conversation_id, message_id, traceparent, circle, party, subject, protocol, content_sha256, personal_data, acting_for, mandates, $18, $19::bigint + number - 1, case number when 1 then $20 end
           from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::boolean[], $16::text[], $17::text[]) with ordinality
             as given (id, event, outcome, reference, refusal_code, conversation_id, message_id, traceparent, circle, party, subject, protocol, content_sha256, personal_data, acting_for, mandates, number))
           select now() as recorded_at`,
    values: [
      component,
      records.map(newId),
      column(records, (one) => one.event),
      column(records, (one) => one.outcome),
      column(records, (one) => one.reference),
      column(records, (one) => one.refusalCode),
      column(records, (one) => one.conversationId),
      column(records, (one) => one.messageId),
      column(records, (one) => one.traceparent),
      column(records, (one) => one.circle),
      column(records, (one) => one.party),
      column(records, (one) => one.subject),
      column(records, (one) => one.protocol),
      column(records, (one) => one.contentSha256),
      column(records, (one) => one.personalData ?? false),
      column(records, (one) => one.actingFor),
      column(records, (one) => one.mandateIds?.join(' ')),
      origin,
      first,
      voided ?? null,
    ],
  });
  return rows[0]?.recorded_at;
};
