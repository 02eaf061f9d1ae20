/** Responses as rows, with what was done about each. */
import type { Store, Transaction } from '../../kit/store/store.ts';
import type { Action, InForce, State, TargetKind } from '../domain/response.ts';
import { conditionsOf } from './conditions.ts';
import type { StepRow } from './incidents.ts';

export interface ResponseRow {
  readonly id: string;
  readonly action: Action;
  readonly kind: TargetKind;
  readonly target: string;
  readonly reason: string;
  readonly incident_id: string | null;
  readonly until: Date | null;
  readonly emergency_until: Date | null;
  readonly state: State;
  readonly proposed_by: string;
  readonly proposed_at: Date;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly decision_reason: string | null;
  /** Who said first that it should be lifted. */
  readonly lift_proposed_by: string | null;
  readonly lift_proposed_at: Date | null;
  readonly lifted_by: string | null;
  readonly lifted_at: Date | null;
  /** Gateways know it as it stands. */
  readonly applied: boolean;
}

/** Of each target what is told goes in order. */
export const keyOfTarget = (kind: TargetKind, id: string): string => `${kind} ${id}`;

const waits = (table: string) =>
  `exists (select from ${table} as message where message.ordering_key = response.kind || ' ' || response.target)`;
const read = `select response.*, not (${waits('outbox')} or ${waits('dead_letter')}) as applied from response`;

type Reads = Pick<Store | Transaction, 'query'>;

export const findResponse = async (reads: Reads, id: string): Promise<ResponseRow | undefined> =>
  (await reads.query<ResponseRow>(`${read} where id = $1`, [id]))[0];

export const lockResponse = async (transaction: Transaction, id: string): Promise<ResponseRow | undefined> => {
  await transaction.query('select 1 from response where id = $1 for update', [id]);
  return findResponse(transaction, id);
};

export interface NewResponse {
  readonly id: string;
  readonly action: Action;
  readonly kind: TargetKind;
  readonly target: string;
  readonly reason: string;
  readonly incidentId?: string | undefined;
  readonly until?: string | undefined;
  readonly emergencyUntilMs?: number | undefined;
  readonly by: string;
  readonly atMs: number;
}

export const addResponse = (transaction: Transaction, given: NewResponse): Promise<unknown> =>
  transaction.query(
    `insert into response (id, action, kind, target, reason, incident_id, until, emergency_until, state, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[
        given.id,
        given.action,
        given.kind,
        given.target,
        given.reason,
        given.incidentId ?? null,
        given.until ?? null,
      ],
      given.emergencyUntilMs === undefined ? null : new Date(given.emergencyUntilMs),
      given.emergencyUntilMs === undefined ? 'proposed' : 'emergency',
      ...[given.by, new Date(given.atMs)],
    ],
  );

export const decide = (
  transaction: Transaction,
  id: string,
  {
    state,
    by,
    atMs,
    reason,
  }: { readonly state: State; readonly by: string; readonly atMs: number; readonly reason: string },
): Promise<unknown> =>
  transaction.query(
    'update response set state = $2, decided_by = $3, decided_at = $4, decision_reason = $5 where id = $1',
    [id, state, by, new Date(atMs), reason],
  );

export const proposeLifting = (transaction: Transaction, id: string, by: string, atMs: number): Promise<unknown> =>
  transaction.query('update response set lift_proposed_by = $2, lift_proposed_at = $3 where id = $1', [
    ...[id, by, new Date(atMs)],
  ]);

export const lift = (transaction: Transaction, id: string, by: string, atMs: number): Promise<unknown> =>
  transaction.query("update response set state = 'lifted', lifted_by = $2, lifted_at = $3 where id = $1", [
    ...[id, by, new Date(atMs)],
  ]);

export const addResponseStep = (
  transaction: Transaction,
  of: { readonly id: string; readonly step: string; readonly by: string; readonly note: string; readonly atMs: number },
): void =>
  transaction.execute(
    'insert into response_step (response_id, at, step, by_subject, note) values ($1, $2, $3, $4, $5)',
    [...[of.id, new Date(of.atMs), of.step, of.by, of.note]],
  );

export const responseSteps = (reads: Reads, id: string): Promise<StepRow[]> =>
  reads.query<StepRow>(
    'select at, step, by_subject, note from response_step where response_id = $1 order by entry limit 1000',
    [id],
  );

/** An emergency that nobody else agreed to, since a moment. */
export const emergencyLapsed = async (
  reads: Reads,
  kind: TargetKind,
  target: string,
  sinceMs: number,
): Promise<boolean> => {
  const rows = await reads.query(
    `select 1 from response where kind = $1 and target = $2 and emergency_until is not null and proposed_at > $3
       and state in ('lapsed', 'emergency', 'rejected', 'lifted') and (decided_by is null or state = 'rejected') limit 1`,
    [kind, target, new Date(sinceMs)],
  );
  return rows.length > 0;
};

const conditions = { state: 'state = $', target: 'target = $' } as const;

export const findResponses = async (
  store: Store,
  wanted: { readonly state?: string; readonly target?: string },
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: readonly ResponseRow[]; readonly total: number }> => {
  const { where, values } = conditionsOf(conditions, wanted);
  const rows = await store.query<ResponseRow>(
    `${read} ${where} order by proposed_at desc, id desc limit ${limit} offset ${offset}`,
    values,
  );
  const [counted] = await store.query<{ total: string }>(`select count(*) as total from response ${where}`, values);
  return { rows, total: Number(counted?.total ?? 0) };
};

interface EndRow {
  readonly ends_at: Date | null;
}

export const inForceAgainst = async (reads: Reads, kind: TargetKind, target: string): Promise<InForce[]> => {
  const rows = await reads.query<EndRow>(
    `select case state when 'emergency' then least(emergency_until, until) else until end as ends_at
     from response where kind = $1 and target = $2 and state in ('emergency', 'in-force')`,
    [kind, target],
  );
  return rows.map(({ ends_at: endsAt }) => ({ endsAtMs: endsAt?.getTime() }));
};

/** What is over by time. The gateways know the end themselves. */
export const endResponses = (store: Store, nowMs: number, proposedBeforeMs: number): Promise<unknown> =>
  store.query(
    `with ended as (update response set state = case
         when state = 'in-force' then 'over' else 'lapsed' end
       where (state = 'in-force' and until <= $1) or (state = 'emergency' and emergency_until <= $1)
         or (state = 'proposed' and (proposed_at <= $2 or until <= $1)) returning id, state)
     insert into response_step (response_id, at, step) select id, $1, state from ended`,
    [new Date(nowMs), new Date(proposedBeforeMs)],
  );

export const countResponses = async (reads: Reads) => {
  const [row] = await reads.query<{ to_decide: string; in_force: string; untold: string }>(
    `select count(*) filter (where state in ('proposed', 'emergency')) as to_decide,
       count(*) filter (where state in ('in-force', 'emergency')) as in_force,
       count(*) filter (where ${waits('outbox')} or ${waits('dead_letter')}) as untold from response
     where state in ('proposed', 'emergency', 'in-force')`,
  );
  return {
    responsesToDecide: Number(row?.to_decide ?? 0),
    responsesInForce: Number(row?.in_force ?? 0),
    responsesNotApplied: Number(row?.untold ?? 0),
  };
};
