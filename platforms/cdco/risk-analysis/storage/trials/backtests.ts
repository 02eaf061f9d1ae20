/** Backtests in the database, as who asks for them sees them. */
import { toSeal } from '../../../../../shared-services/kit/sealed/values.ts';
import type { Store, Transaction } from '../../../../../shared-services/kit/store/store.ts';
import type { Definition } from '../../domain/profile.ts';
import type { Person } from '../../domain/profile-life/person.ts';
import type { Tallies } from '../../domain/trials/tally.ts';

/** What is tried. */
export interface TrialSubject {
  readonly draftId?: string;
  readonly profileId: string;
  readonly profileVersion: number;
  readonly definition: Definition;
}

export interface NewBacktest {
  readonly backtestId: string;
  readonly startedFor: string;
  readonly reference: string;
  readonly subjects: readonly TrialSubject[];
  readonly fromDay: string | undefined;
  readonly toDay: string | undefined;
  readonly by: Person;
  readonly why: string;
  readonly askedAtMs: number;
}

export interface StoredBacktest extends NewBacktest {
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly newestBlock: number | undefined;
  readonly block: number;
  readonly total: number | undefined;
  readonly done: number;
  readonly tallies: Tallies | undefined;
  readonly beganAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  readonly attempts: number;
  /** Of the attempt that is under way, or was the last: how long it has worked, and where it began. */
  readonly workedMs: number;
  readonly attemptFrom: number;
  readonly trouble: string | undefined;
}

export interface Row {
  readonly backtest_id: string;
  readonly started_for: string;
  readonly reference: string;
  readonly subjects: string;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly subject: string;
  readonly official: string | null;
  readonly why: string;
  readonly asked_at: Date;
  readonly state: StoredBacktest['state'];
  readonly newest_block: string | null;
  readonly block: string;
  readonly total: number | null;
  readonly done: number;
  readonly tallies: string | null;
  readonly began_at: Date | null;
  readonly ended_at: Date | null;
  readonly attempts: number;
  readonly worked_ms: string | null;
  readonly attempt_from: number;
  readonly trouble: string | null;
}

export const personIn = ({ subject, official }: Pick<Row, 'subject' | 'official'>): Person =>
  official === null ? { subject } : { subject, official };

export const backtestColumns = `backtest_id, started_for, reference, subjects, first_day::text, last_day::text, subject, official,
  why, asked_at, state, newest_block, block, total, done, tallies, began_at, ended_at, attempts, attempt_from, trouble,
  (extract(epoch from coalesce(ended_at, runner_seen_at) - attempt_began_at) * 1000)::bigint as worked_ms`;

export const backtestOf = (row: Row): StoredBacktest => ({
  backtestId: row.backtest_id,
  startedFor: row.started_for,
  reference: row.reference,
  subjects: JSON.parse(row.subjects) as TrialSubject[],
  fromDay: row.first_day ?? undefined,
  toDay: row.last_day ?? undefined,
  by: personIn(row),
  why: row.why,
  askedAtMs: row.asked_at.getTime(),
  state: row.state,
  newestBlock: row.newest_block === null ? undefined : Number(row.newest_block),
  block: Number(row.block),
  total: row.total ?? undefined,
  done: row.done,
  tallies: row.tallies === null ? undefined : (JSON.parse(row.tallies) as Tallies),
  beganAtMs: row.began_at?.getTime(),
  endedAtMs: row.ended_at?.getTime(),
  attempts: row.attempts,
  workedMs: Number(row.worked_ms ?? 0),
  attemptFrom: row.attempt_from,
  trouble: row.trouble ?? undefined,
});

/** False: there is one with this reference. */
export const insertBacktest = async (transaction: Transaction, one: NewBacktest): Promise<boolean> => {
  const rows = await transaction.query(
    `insert into backtest (backtest_id, started_for, reference, subjects, draft_ids, first_day, last_day, subject, official, why,
       asked_at)
     select $1, $2, $3, $4, string_to_array($5, ',')::uuid[], $6, $7, $8, $9, $10, $11
     on conflict (started_for, reference) do nothing returning backtest_id`,
    [
      one.backtestId,
      one.startedFor,
      one.reference,
      toSeal('backtest.subjects', [one.backtestId], JSON.stringify(one.subjects)),
      one.subjects.flatMap(({ draftId }) => draftId ?? []).join(','),
      one.fromDay ?? null,
      one.toDay ?? null,
      one.by.subject,
      one.by.official ?? null,
      one.why,
      new Date(one.askedAtMs).toISOString(),
    ],
  );
  return rows.length > 0;
};

type Queries = Pick<Store, 'query'>;

export const readBacktest = async (from: Queries, backtestId: string): Promise<StoredBacktest | undefined> => {
  const [row] = await from.query<Row>(`select ${backtestColumns} from backtest where backtest_id = $1`, [backtestId]);
  return row && backtestOf(row);
};

export const readBacktestOf = async (
  from: Queries,
  startedFor: string,
  reference: string,
): Promise<StoredBacktest | undefined> => {
  const [row] = await from.query<Row>(
    `select ${backtestColumns} from backtest where started_for = $1 and reference = $2`,
    [startedFor, reference],
  );
  return row && backtestOf(row);
};

/** The newest first. */
export const readBacktests = async (from: Queries, draftId: string | undefined, most: number) => {
  const rows = await from.query<Row>(
    `select ${backtestColumns} from backtest where $1::uuid is null or draft_ids @> array[$1::uuid]
     order by number desc limit $2`,
    [draftId ?? null, most],
  );
  return rows.map(backtestOf);
};

/** One that waits is cancelled at once; one that runs, by whoever runs it. */
export const cancel = async (transaction: Transaction, backtestId: string, nowMs: number): Promise<void> => {
  await transaction.query(
    `update backtest set cancel_wished = true, state = case when state = 'waiting' then 'cancelled' else state end,
       ended_at = case when state = 'waiting' then $2::timestamptz else ended_at end
     where backtest_id = $1 and state in ('waiting', 'running')`,
    [backtestId, new Date(nowMs).toISOString()],
  );
};
