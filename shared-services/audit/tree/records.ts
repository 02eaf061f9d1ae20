/** Rows of the trail as they are told. */
import { toSecond } from '../../kit/clock.ts';

export interface Row {
  readonly transaction_id: string;
  readonly sequence: string;
  readonly recorded_at: Date;
  readonly component: string;
  readonly event: string;
  readonly outcome: string;
  readonly reference: string | null;
  readonly refusal_code: string | null;
  readonly conversation_id: string;
  readonly message_id: string;
  readonly traceparent: string;
  readonly circle: string;
  readonly party: string;
  readonly subject: string;
  readonly acting_for: string | null;
  readonly mandates: string | null;
  readonly protocol: string;
  readonly content_sha256: string | null;
  readonly personal_data: boolean;
  readonly origin: string | null;
  readonly origin_sequence: string | null;
  readonly sealed: boolean;
}

/** With `sealed`: whether the last batch reaches as far. */
export const selectRows = `select record.*, (record.transaction_id, record.sequence) <=
    (select last_transaction_id, last_sequence from batch order by tree_size desc limit 1) is true as sealed from record`;

export const positionOf = (row: Pick<Row, 'transaction_id' | 'sequence'>): string =>
  `${row.transaction_id}-${row.sequence}`;

const origin = ({ origin: name, origin_sequence: number }: Row) =>
  name === null ? {} : { origin: name, originSequence: Number(number) };

const acting = ({ acting_for: actingFor, mandates }: Row) => ({
  ...(actingFor === null ? {} : { actingFor }),
  ...(mandates === null ? {} : { mandateId: mandates.split(' ') }),
});

export const recordOf = (row: Row) => ({
  position: positionOf(row),
  recordedAt: toSecond(row.recorded_at.getTime()),
  recordedAtMs: row.recorded_at.getTime(),
  component: row.component,
  event: row.event,
  outcome: row.outcome,
  ...(row.reference === null ? {} : { reference: row.reference }),
  ...(row.refusal_code === null ? {} : { refusalCode: row.refusal_code }),
  conversationId: row.conversation_id,
  messageId: row.message_id,
  traceparent: row.traceparent,
  circle: row.circle,
  party: row.party,
  subject: row.subject,
  ...acting(row),
  protocol: row.protocol,
  ...(row.content_sha256 === null ? {} : { contentSha256: row.content_sha256 }),
  personalData: row.personal_data,
  ...origin(row),
  sealed: row.sealed,
});
