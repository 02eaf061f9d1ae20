/** The outboxes of all components, as far as their functions of lost messages open them (kit/store/migrations). */
import pg from 'pg';
import type { Transaction } from '../../kit/store/store.ts';

export type Queries = Pick<Transaction, 'query'>;

export interface Outbox {
  readonly component: string;
  /** Escaped for a statement. */
  readonly schema: string;
}

const prefix = 'portorium_';

/** Functions that would run with our rights, not with their component's, are not called. */
const text = `select nspname as schema from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
  where proname in ('lost_messages', 'replay_lost_messages', 'close_lost_messages') and starts_with(nspname, '${prefix}')
  group by nspname
  having bool_and(prosecdef and has_schema_privilege(nspname, 'usage') and has_function_privilege(pg_proc.oid, 'execute'))
  order by nspname`;

export const outboxesOf = async (queries: Queries): Promise<Outbox[]> =>
  (await queries.query<{ schema: string }>(text)).map(({ schema }) => ({
    component: schema.slice(prefix.length).replaceAll('_', '-'),
    schema: pg.escapeIdentifier(schema),
  }));
