import { toSecond } from '../kit/clock.ts';
import type { Store } from '../kit/store/store.ts';

interface Row {
  readonly recorded_at: Date;
  readonly component: string;
  readonly event: string;
  readonly outcome: string;
  readonly reference: string | null;
  readonly refusal_code: string | null;
  readonly message_id: string;
  readonly traceparent: string;
  readonly circle: string;
  readonly party: string;
  readonly subject: string;
  readonly acting_for: string | null;
  readonly mandates: string | null;
  readonly protocol: string;
  readonly content_sha256: string | null;
  readonly sealed: boolean;
}

const recordOf = (row: Row) => ({
  recordedAt: toSecond(row.recorded_at.getTime()),
  component: row.component,
  event: row.event,
  outcome: row.outcome,
  ...(row.reference === null ? {} : { reference: row.reference }),
  ...(row.refusal_code === null ? {} : { refusalCode: row.refusal_code }),
  messageId: row.message_id,
  traceparent: row.traceparent,
  circle: row.circle,
  party: row.party,
  subject: row.subject,
  ...(row.acting_for === null ? {} : { actingFor: row.acting_for }),
  ...(row.mandates === null ? {} : { mandateId: row.mandates.split(' ') }),
  protocol: row.protocol,
  ...(row.content_sha256 === null ? {} : { contentSha256: row.content_sha256 }),
  sealed: row.sealed,
});

/** All records of one conversation; a conversation that nobody had has none. */
export const consultTrail =
  (store: Store) =>
  async ({ conversationId }: { readonly conversationId: string }) => {
    const rows = await store.query<Row>(
      `select record.*, (record.transaction_id, record.sequence) <= (last.last_transaction_id, last.last_sequence) is true as sealed
       from record left join (select last_transaction_id, last_sequence from block order by position desc limit 1) as last on true
       where conversation_id = $1 order by record.transaction_id, record.sequence limit 1000`,
      [conversationId],
    );
    return rows.length === 0 ? {} : { record: rows.map(recordOf) };
  };
