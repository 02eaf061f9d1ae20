/** Shadow runs in the database. */
import type { Store, Transaction } from '../../../../../shared-services/kit/store/store.ts';
import type { Person } from '../../domain/profile-life/person.ts';
import { personIn } from './backtests.ts';

export interface NewShadowRun {
  readonly shadowRunId: string;
  readonly startedFor: string;
  readonly reference: string;
  readonly draftId: string;
  readonly by: Person;
  readonly why: string;
  readonly startedAtMs: number;
  readonly untilMs: number;
}

export interface StoredShadowRun extends NewShadowRun {
  readonly profileId: string;
  readonly definition: string;
  /** Of a draft of a national profile: whose. */
  readonly memberState: string | undefined;
  readonly stoppedAtMs: number | undefined;
  readonly evaluated: number;
  readonly hits: number;
  readonly alone: number;
  readonly dropped: number;
  readonly failed: number;
}

interface Row {
  readonly shadow_run_id: string;
  readonly started_for: string;
  readonly reference: string;
  readonly draft_id: string;
  readonly profile_id: string;
  readonly definition: string;
  readonly member_state: string | null;
  readonly subject: string;
  readonly official: string | null;
  readonly why: string;
  readonly started_at: Date;
  readonly until_at: Date;
  readonly stopped_at: Date | null;
  readonly evaluated: string;
  readonly hits: string;
  readonly alone: string;
  readonly dropped: string;
  readonly failed: string;
}

type Queries = Pick<Store, 'query'>;

const select = `select shadow_run_id, started_for, run.reference, run.draft_id, draft.profile_id, draft.definition,
    draft.member_state, run.subject,
    run.official, run.why, started_at, until_at, stopped_at, evaluated, hits, alone, dropped, failed
  from shadow_run run join profile_draft draft using (draft_id)`;

const runOf = (row: Row): StoredShadowRun => ({
  shadowRunId: row.shadow_run_id,
  startedFor: row.started_for,
  reference: row.reference,
  draftId: row.draft_id,
  profileId: row.profile_id,
  definition: row.definition,
  memberState: row.member_state ?? undefined,
  by: personIn(row),
  why: row.why,
  startedAtMs: row.started_at.getTime(),
  untilMs: row.until_at.getTime(),
  stoppedAtMs: row.stopped_at?.getTime(),
  evaluated: Number(row.evaluated),
  hits: Number(row.hits),
  alone: Number(row.alone),
  dropped: Number(row.dropped),
  failed: Number(row.failed),
});

const instant = (ms: number): string => new Date(ms).toISOString();

/** Those that have come to their end are closed, so that their drafts can be put in again. */
export const closeEnded = (to: Queries, nowMs: number) =>
  to.query('update shadow_run set stopped_at = until_at where stopped_at is null and until_at <= $1', [instant(nowMs)]);

export const openRuns = async (from: Queries): Promise<StoredShadowRun[]> =>
  (await from.query<Row>(`${select} where stopped_at is null order by run.number`)).map(runOf);

/** Other than before where a run began or was stopped. */
export const shadowRevision = async (from: Queries): Promise<string> => {
  const [row] = await from.query<{ open: string | null }>(
    `select string_agg(shadow_run_id::text, ',' order by number) as open from shadow_run where stopped_at is null`,
  );
  return row?.open ?? '';
};

/** False: there is one with this reference, or the draft is in shadow. */
export const insertRun = async (transaction: Transaction, run: NewShadowRun): Promise<boolean> => {
  const rows = await transaction.query(
    `insert into shadow_run (shadow_run_id, started_for, reference, draft_id, subject, official, why, started_at, until_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning shadow_run_id`,
    [
      run.shadowRunId,
      run.startedFor,
      run.reference,
      run.draftId,
      run.by.subject,
      run.by.official ?? null,
      run.why,
      instant(run.startedAtMs),
      instant(run.untilMs),
    ],
  );
  return rows.length > 0;
};

export const readRun = async (from: Queries, shadowRunId: string): Promise<StoredShadowRun | undefined> => {
  const [row] = await from.query<Row>(`${select} where shadow_run_id = $1`, [shadowRunId]);
  return row && runOf(row);
};

export const readRunOf = async (from: Queries, startedFor: string, reference: string) => {
  const [row] = await from.query<Row>(`${select} where started_for = $1 and run.reference = $2`, [
    startedFor,
    reference,
  ]);
  return row && runOf(row);
};

/** The newest first. */
export const readRuns = async (
  from: Queries,
  draftId: string | undefined,
  most: number,
): Promise<StoredShadowRun[]> => {
  const rows = await from.query<Row>(
    `${select} where $1::uuid is null or run.draft_id = $1::uuid order by run.number desc limit $2`,
    [draftId ?? null, most],
  );
  return rows.map(runOf);
};

export const stopRun = (transaction: Transaction, shadowRunId: string, nowMs: number) =>
  transaction.query(
    'update shadow_run set stopped_at = least(until_at, $2) where shadow_run_id = $1 and stopped_at is null',
    [shadowRunId, instant(nowMs)],
  );
