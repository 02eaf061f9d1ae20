/** Alerts in the database: what was found, and what people made of it. */
import type { Store, Transaction } from '../../kit/store/store.ts';
import { type AlertState, nextAlerts } from '../domain/alert-life.ts';
import { type Figures, judge } from '../domain/judge.ts';
import type { Rule } from '../domain/rule.ts';
import type { AlertRow } from './board.ts';

type Queries = Pick<Transaction, 'query'>;
type Nullable<T> = { readonly [Name in keyof T]: T[Name] | null };

const epochMs = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

const columns = `id, rule, labels, state, value, ${epochMs('since')} as "sinceMs", ${epochMs('firing_since')} as "firingSinceMs",
  ${epochMs('resolved_at')} as "resolvedAtMs", acknowledged_by as "acknowledgedBy", ${epochMs('acknowledged_at')} as "acknowledgedAtMs",
  note, ${epochMs('silenced_until')} as "silencedUntilMs", silenced_by as "silencedBy", silence_reason as "silenceReason"`;

const withoutNulls = (row: Nullable<AlertRow>): AlertRow =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as AlertRow;

export const readAlerts = async (queries: Queries): Promise<AlertRow[]> =>
  (await queries.query<Nullable<AlertRow>>(`select ${columns} from alert`)).map(withoutNulls);

export const readAlert = async (queries: Queries, id: string): Promise<AlertRow | undefined> => {
  const [row] = await queries.query<Nullable<AlertRow>>(`select ${columns} from alert where id = $1 for update`, [id]);
  return row === undefined ? undefined : withoutNulls(row);
};

/** An alert that begins anew is nobody's yet; a silence lasts until its end. */
const upsert = `insert into alert (id, rule, labels, state, value, since, firing_since, resolved_at)
  select id, rule, labels, state, value, to_timestamp("sinceMs" / 1000), to_timestamp("firingSinceMs" / 1000), to_timestamp("resolvedAtMs" / 1000)
  from jsonb_to_recordset($1) as given(id text, rule text, labels jsonb, state text, value float8, "sinceMs" float8, "firingSinceMs" float8, "resolvedAtMs" float8)
  on conflict (id) do update set state = excluded.state, value = excluded.value, since = excluded.since,
    firing_since = excluded.firing_since, resolved_at = excluded.resolved_at,
    acknowledged_by = case when alert.since = excluded.since then alert.acknowledged_by end,
    acknowledged_at = case when alert.since = excluded.since then alert.acknowledged_at end,
    note = case when alert.since = excluded.since then alert.note end`;

const write = async (transaction: Transaction, known: readonly AlertState[], next: readonly AlertState[]) => {
  const stays = new Set(next.map(({ id }) => id));
  const gone = known.map(({ id }) => id).filter((id) => !stays.has(id));
  if (gone.length > 0) await transaction.query('delete from alert where id = any($1)', [gone]);
  if (next.length > 0) await transaction.query(upsert, [JSON.stringify(next)]);
};

/** Two processes judge in turn, never at once. */
const judgingLock = 7_726_301;

/** Judges, keeps what came of it, and tells how the alerts stand. */
export const judgeAll = (store: Store, rules: readonly Rule[], figures: Figures): Promise<AlertRow[]> =>
  store.transaction(async (transaction) => {
    const [row] = await transaction.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1) as free', [
      judgingLock,
    ]);
    const known = await readAlerts(transaction);
    if (row?.free !== true) return known;
    const findings = rules.flatMap((rule) => judge(rule, figures));
    await write(transaction, known, nextAlerts(known, findings, figures.nowMs));
    return readAlerts(transaction);
  });
