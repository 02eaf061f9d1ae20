/** What a Keycloak has been told of API clients, and has not: written with each change, in its transaction. */
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import { standingChannel } from './standing.ts';

/**
 * Wakes whoever carries, by the channel that is listened to anyway. Last in a transaction: whoever carries locks nothing else.
 * Of who is no API client nothing is written.
 */
export const wishCarried = (transaction: Transaction, clientId: string, nowMs: number): void => {
  transaction.execute(
    `insert into keycloak_client as k (client_id, wished, carried, waiting_since, due_at)
       select client_id, 1, 0, $2, $2 from api_client where client_id = $1
     on conflict (client_id) do update set wished = k.wished + 1, due_at = $2, attempts = 0,
       waiting_since = case when k.wished > k.carried then k.waiting_since else $2 end`,
    [clientId, new Date(nowMs)],
  );
  transaction.execute(`select pg_notify('${standingChannel}', '')`);
};

export interface Due {
  readonly clientId: string;
  /** What is carried over is at least this one. */
  readonly wished: string;
  readonly attempts: number;
}

/** One client at most, and nobody else carries it until the lease ends: of one client, one change after the other. */
export const claimDue = async (store: Store, nowMs: number, leaseMs: number): Promise<Due | undefined> => {
  type Row = { readonly client_id: string; readonly wished: string; readonly attempts: number };
  const [row] = await store.query<Row>(
    `update keycloak_client set leased_until = $2 where client_id = (
       select client_id from keycloak_client where due_at <= $1 and (leased_until is null or leased_until <= $1)
       order by due_at limit 1 for update skip locked)
     returning client_id, wished::text, attempts`,
    [new Date(nowMs), new Date(nowMs + leaseMs)],
  );
  return row && { clientId: row.client_id, wished: row.wished, attempts: row.attempts };
};

/** @param againAtMs when time itself changes the client; never, where it does not. A newer wish is due at once. */
export const noteCarried = async (store: Store, { clientId, wished }: Due, againAtMs: number | undefined) => {
  await store.query(
    `update keycloak_client set carried = $2, leased_until = null, attempts = 0, fault = null,
       due_at = case when wished > $2 then due_at else $3 end where client_id = $1`,
    [clientId, wished, againAtMs === undefined ? 'infinity' : new Date(againAtMs)],
  );
};

export const notePostponed = async (store: Store, { clientId, wished }: Due, dueAtMs: number, fault: string) => {
  await store.query(
    `update keycloak_client set leased_until = null, attempts = attempts + 1, fault = $4,
       due_at = case when wished > $2 then due_at else $3 end where client_id = $1`,
    [clientId, wished, new Date(dueAtMs), fault],
  );
};

/** Due as before: the fault was not the client's. */
export const noteReleased = async (store: Store, { clientId }: Due) => {
  await store.query('update keycloak_client set leased_until = null where client_id = $1', [clientId]);
};

export interface Backlog {
  readonly clients: number;
  /** Since when the first of them has waited. */
  readonly sinceMs?: number;
}

export const readBacklog = async (store: Store, nowMs: number): Promise<Backlog> => {
  const [row] = await store.query<{ readonly clients: number; readonly since: Date | null }>(
    `select count(*)::int as clients, min(case when wished > carried then waiting_since else due_at end) as since
     from keycloak_client where wished > carried or due_at <= $1`,
    [new Date(nowMs)],
  );
  return { clients: row?.clients ?? 0, ...(row?.since ? { sinceMs: row.since.getTime() } : {}) };
};

/** Ids of clients that should be in Keycloak, a thousand at most, in their order. */
export const clientsAfter = async (store: Store, after: string): Promise<string[]> => {
  const rows = await store.query<{ readonly client_id: string }>(
    `select client_id from api_client where state <> 'revoked' and client_id > $1 order by client_id limit 1000`,
    [after],
  );
  return rows.map(({ client_id }) => client_id);
};

export const markOf = async (store: Store): Promise<string> => {
  const [row] = await store.query<{ readonly mark: string }>('select mark::text from registrar_mark');
  if (row === undefined) throw new Error('the register has no mark');
  return row.mark;
};
