/** Incidents as rows, with what was done about each. */
import { newId } from '../../kit/call.ts';
import type { Store, Transaction } from '../../kit/store/store.ts';
import type { Source, Window } from '../domain/correlate.ts';
import { rankOf, type Severity } from '../domain/severity.ts';
import { conditionsOf } from './conditions.ts';

export interface IncidentRow {
  readonly id: string;
  readonly kind: string;
  readonly source_kind: Source['sourceKind'];
  readonly source: string;
  readonly severity: number;
  readonly state: 'open' | 'acknowledged' | 'closed';
  readonly opened_at: Date;
  readonly last_seen_at: Date;
  readonly events: string;
  readonly partners: number;
  readonly credentials: number;
  readonly addresses: number;
  readonly acknowledged_by: string | null;
  readonly closed_by: string | null;
  readonly closed_at: Date | null;
}

export interface Key extends Source {
  readonly kind: string;
}

export const addStep = (
  transaction: Transaction,
  of: {
    readonly id: string;
    readonly step: string;
    readonly by?: string;
    readonly note?: string;
    readonly atMs: number;
  },
): void =>
  transaction.execute(
    'insert into incident_step (incident_id, at, step, by_subject, note) values ($1, $2, $3, $4, $5)',
    [...[of.id, new Date(of.atMs), of.step, of.by ?? null, of.note ?? null]],
  );

export const openIncident = (
  transaction: Transaction,
  key: Key,
  window: Window,
  severity: Severity,
  nowMs: number,
): void => {
  const id = newId();
  const { events, partners, credentials, addresses } = window;
  transaction.execute(
    `insert into incident (id, kind, source_kind, source, severity, state, opened_at, last_seen_at, events, partners,
       credentials, addresses) values ($1, $2, $3, $4, $5, 'open', $6, $6, $7, $8, $9, $10)`,
    [
      ...[id, key.kind, key.sourceKind, key.source, rankOf(severity), new Date(nowMs)],
      ...[events, partners, credentials, addresses],
    ],
  );
  addStep(transaction, { id, step: `opened: ${severity}`, atMs: nowMs });
};

export interface GoneOn {
  readonly row: IncidentRow;
  readonly events: number;
  readonly window: Window;
  readonly severity: Severity;
}

/** All at once: a flood has many sources. */
export const goOnAll = async (transaction: Transaction, all: readonly GoneOn[], nowMs: number): Promise<void> => {
  await transaction.query(
    `update incident set severity = more.severity, last_seen_at = $1, events = incident.events + more.events,
       partners = greatest(incident.partners, more.partners), credentials = greatest(incident.credentials, more.credentials),
       addresses = greatest(incident.addresses, more.addresses)
     from unnest($2::uuid[], $3::smallint[], $4::bigint[], $5::integer[], $6::integer[], $7::integer[])
       as more (id, severity, events, partners, credentials, addresses) where incident.id = more.id`,
    [
      new Date(nowMs),
      all.map(({ row }) => row.id),
      all.map(({ severity }) => rankOf(severity)),
      all.map(({ events }) => events),
      all.map(({ window }) => window.partners),
      all.map(({ window }) => window.credentials),
      all.map(({ window }) => window.addresses),
    ],
  );
  for (const { row, severity } of all)
    if (rankOf(severity) > row.severity) addStep(transaction, { id: row.id, step: `graver: ${severity}`, atMs: nowMs });
};

const conditions = {
  states: 'state = any($::text[])',
  kind: 'kind = $',
  severity: 'severity >= $::smallint',
  source: 'source = $',
  from: 'last_seen_at >= $::timestamptz',
} as const;

const orders = {
  seen: 'last_seen_at desc, id desc',
  severity: 'severity desc, last_seen_at desc, id desc',
  opened: 'opened_at desc, id desc',
} as const;

export type IncidentsWanted = { readonly [Name in keyof typeof conditions]?: unknown };

export const findIncidents = async (
  store: Store,
  wanted: IncidentsWanted,
  { order, limit, offset }: { readonly order: keyof typeof orders; readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: readonly IncidentRow[]; readonly total: number }> => {
  const { where, values } = conditionsOf(conditions, wanted);
  const rows = await store.query<IncidentRow>(
    `select * from incident ${where} order by ${orders[order]} limit ${limit} offset ${offset}`,
    values,
  );
  const [counted] = await store.query<{ total: string }>(`select count(*) as total from incident ${where}`, values);
  return { rows, total: Number(counted?.total ?? 0) };
};

type Reads = Pick<Store, 'query'> | Pick<Transaction, 'query'>;

export const lockIncident = async (transaction: Transaction, id: string): Promise<IncidentRow | undefined> =>
  (await transaction.query<IncidentRow>('select * from incident where id = $1 for update', [id]))[0];
export const findIncident = async (reads: Reads, id: string): Promise<IncidentRow | undefined> =>
  (await reads.query<IncidentRow>('select * from incident where id = $1', [id]))[0];

export interface StepRow {
  readonly at: Date;
  readonly step: string;
  readonly by_subject: string | null;
  readonly note: string | null;
}
export const stepsOf = (reads: Reads, id: string): Promise<StepRow[]> =>
  reads.query<StepRow>(
    'select at, step, by_subject, note from incident_step where incident_id = $1 order by entry limit 1000',
    [id],
  );
export const responsesTo = async (reads: Reads, id: string): Promise<string[]> =>
  (
    await reads.query<{ id: string }>('select id from response where incident_id = $1 order by proposed_at limit 200', [
      id,
    ])
  ).map((row) => row.id);

export const countGoingOn = (reads: Reads): Promise<{ severity: number; count: string }[]> =>
  reads.query(
    "select severity, count(*) as count from incident where state <> 'closed' group by severity order by severity",
  );

/** Nothing more has come: over by itself, unless somebody looks after it. */
export const closeQuiet = (store: Store, quietSinceMs: number, nowMs: number): Promise<unknown> =>
  store.query(
    `with closed as (update incident set state = 'closed', closed_at = now()
       where state = 'open' and last_seen_at < $1 returning id)
     insert into incident_step (incident_id, at, step) select id, $2, 'closed: quiet' from closed`,
    [new Date(quietSinceMs), new Date(nowMs)],
  );

export const forgetIncidents = (store: Store, days: number): Promise<unknown> =>
  store.query("delete from incident where state = 'closed' and closed_at < now() - make_interval(days => $1)", [days]);
