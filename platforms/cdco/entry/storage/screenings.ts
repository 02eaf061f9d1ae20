/** Rows of what Member States were asked and what they answered. */
import type { Transaction } from '../../../../shared-services/kit/store/store.ts';

type Queries = Pick<Transaction, 'query'>;

export interface NewScreening {
  readonly MRN: string;
  readonly memberState: string;
  readonly requestReference: string;
  readonly dueAtMs: number;
}

export interface ScreeningRow {
  readonly mrn: string;
  readonly member_state: string;
  readonly request_reference: string;
  readonly hit_notified_at: Date | null;
  readonly answer_message_id: string | null;
  /** IE4S01 as JSON. */
  readonly answer: string | null;
  readonly answered_at: Date | null;
  readonly expired_at: Date | null;
}

export const insertScreenings = (transaction: Transaction, screenings: readonly NewScreening[]) =>
  transaction.execute(
    `insert into screening (mrn, member_state, request_reference, due_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) on conflict do nothing`,
    [
      screenings.map((one) => one.MRN),
      screenings.map((one) => one.memberState),
      screenings.map((one) => one.requestReference),
      screenings.map((one) => new Date(one.dueAtMs).toISOString()),
    ],
  );

const columns =
  'mrn, member_state, request_reference, hit_notified_at, answer_message_id, answer, answered_at, expired_at';

export const findScreening = async (queries: Queries, requestReference: string): Promise<ScreeningRow | undefined> =>
  (
    await queries.query<ScreeningRow>(
      `select ${columns} from screening where mrn = split_part($1, '-', 1) and request_reference = $1`,
      [requestReference],
    )
  )[0];

export const readScreenings = (queries: Queries, MRN: string) =>
  queries.query<ScreeningRow>(`select ${columns} from screening where mrn = $1 order by member_state`, [MRN]);

export const answerScreening = (
  transaction: Transaction,
  requestReference: string,
  messageId: string,
  answer: unknown,
) =>
  transaction.query(
    `update screening set answer = $3, answer_message_id = $2, answered_at = now() where mrn = split_part($1, '-', 1) and request_reference = $1`,
    [requestReference, messageId, JSON.stringify(answer)],
  );

/** False when a hit was noted before. */
export const noteHit = async (transaction: Transaction, requestReference: string): Promise<boolean> => {
  const noted = await transaction.query(
    `update screening set hit_notified_at = now()
     where mrn = split_part($1, '-', 1) and request_reference = $1 and hit_notified_at is null returning mrn`,
    [requestReference],
  );
  return noted.length > 0;
};

/** Marks what is overdue of these filings, which are locked, and answers the MRNs concerned. */
export const expireScreenings = async (
  transaction: Transaction,
  MRNs: readonly string[],
  nowMs: number,
): Promise<ReadonlySet<string>> => {
  const rows = await transaction.query<{ mrn: string }>(
    `update screening set expired_at = $2
     where mrn = any($1::text[]) and due_at <= $2 and answered_at is null and expired_at is null returning mrn`,
    [MRNs, new Date(nowMs).toISOString()],
  );
  return new Set(rows.map((row) => row.mrn));
};
