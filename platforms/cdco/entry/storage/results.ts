/** Rows of what was concluded: our own assessment, the responsible Member State's result, the decisions. */
import type { Transaction } from '../../../../shared-services/kit/store/store.ts';

type Queries = Pick<Transaction, 'query'>;

export interface ResultRow {
  readonly member_state: string;
  readonly message_id: string;
  /** IE4S02 as JSON. */
  readonly result: string;
}

export const readResult = async (queries: Queries, MRN: string): Promise<ResultRow | undefined> =>
  (
    await queries.query<ResultRow>('select member_state, message_id, result from responsible_result where mrn = $1', [
      MRN,
    ])
  )[0];

export const storeResult = (
  transaction: Transaction,
  MRN: string,
  memberState: string,
  messageId: string,
  result: unknown,
) =>
  transaction.query(
    `insert into responsible_result (mrn, member_state, message_id, result) values ($1, $2, $3, $4)
     on conflict (mrn) do update set message_id = excluded.message_id, result = excluded.result, received_at = now()`,
    [MRN, memberState, messageId, JSON.stringify(result)],
  );

/** What the decision needs of our own assessment; its criteria stay where they were judged. */
export interface AssessmentSummary {
  readonly highestLevel: string;
  readonly recommendation: string;
}

/** Keeps what was found, and moves the filings on. */
export const beginAssessment = (
  transaction: Transaction,
  assessments: readonly { readonly MRN: string; readonly summary: AssessmentSummary }[],
): void =>
  transaction.execute(
    `update filing set assessment = given.summary, state = 'underAssessment', changed_at = now()
     from unnest($1::text[], $2::text[]) as given (mrn, summary) where filing.mrn = given.mrn`,
    [assessments.map((one) => one.MRN), assessments.map((one) => JSON.stringify(one.summary))],
  );

export const readAssessment = async (queries: Queries, MRN: string): Promise<AssessmentSummary | undefined> => {
  const [row] = await queries.query<{ assessment: string | null }>('select assessment from filing where mrn = $1', [
    MRN,
  ]);
  return row === undefined || row.assessment === null ? undefined : JSON.parse(row.assessment);
};

/** Decisions are numbered from 1; a referral may be followed by another. The filing is locked. */
export const insertDecision = async (
  transaction: Transaction,
  MRN: string,
  decision: { readonly outcome: string; readonly reasonCode: string; readonly reason: string },
): Promise<number> => {
  const [row] = await transaction.query<{ number: number }>(
    `insert into decision (mrn, number, outcome, reason_code, reason)
     select $1, count(*) + 1, $2, $3, $4 from decision where mrn = $1 returning number`,
    [MRN, decision.outcome, decision.reasonCode, decision.reason],
  );
  return row!.number;
};
