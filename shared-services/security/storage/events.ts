/** The stream of events as rows. */
import type { Store, Transaction } from '../../kit/store/store.ts';
import type { SecurityEvent } from '../domain/event.ts';
import { rankOf } from '../domain/severity.ts';
import { conditionsOf } from './conditions.ts';

const columns = [
  ['at', 'timestamptz', ({ at }) => at],
  ['platform', 'text', ({ platform }) => platform],
  ['kind', 'text', ({ kind }) => kind],
  ['code', 'text', ({ code }) => code],
  ['severity', 'smallint', ({ severity }) => rankOf(severity)],
  ['count', 'integer', ({ count }) => count],
  ['partner', 'text', ({ partner }) => partner],
  ['credential', 'text', ({ credential }) => credential],
  ['address', 'text', ({ address }) => address],
  ['country', 'text', ({ country }) => country],
  ['protocol', 'text', ({ protocol }) => protocol],
  ['operation', 'text', ({ operation }) => operation],
  ['conversation_id', 'text', ({ conversationId }) => conversationId],
  ['detail', 'text', ({ detail }) => detail],
  ['source_kind', 'text', ({ sourceKind }) => sourceKind],
  ['source', 'text', ({ source }) => source],
] as const satisfies readonly (readonly [string, string, (event: SecurityEvent) => unknown])[];

const names = columns.map(([name]) => name).join(', ');
const insert = `insert into event (${names}) select ${names} from unnest(${columns
  .map(([, type], index) => `$${index + 1}::${type}[]`)
  .join(', ')}) as given (${names})`;

export const writeEvents = async (transaction: Transaction, events: readonly SecurityEvent[]): Promise<void> => {
  if (events.length === 0) return;
  await transaction.query(
    insert,
    columns.map(([, , read]) => events.map((event) => read(event) ?? null)),
  );
};

export interface EventRow {
  readonly id: string;
  readonly at: Date;
  readonly platform: string;
  readonly kind: string;
  readonly code: string;
  readonly severity: number;
  readonly count: number;
  readonly partner: string | null;
  readonly credential: string | null;
  readonly address: string | null;
  readonly country: string | null;
  readonly protocol: string | null;
  readonly operation: string | null;
  readonly conversation_id: string | null;
  readonly detail: string | null;
}

const read = `id, at, platform, kind, code, severity, count, partner, credential, address, country, protocol, operation,
  conversation_id, detail`;

const conditions = {
  from: 'at >= $::timestamptz',
  to: 'at < $::timestamptz',
  kind: 'kind = $',
  severity: 'severity >= $::smallint',
  platform: 'platform = $',
  partner: 'partner = $',
  credential: 'credential = $',
  address: 'address = $',
  conversationId: 'conversation_id = $',
  before: 'id < $::bigint',
  after: 'id > $::bigint',
} as const;

export type EventsWanted = { readonly [Name in keyof typeof conditions]?: string | number };

/** @param order `desc`: the newest first, by the order in which they were taken */
export const findEvents = (
  store: Store,
  wanted: EventsWanted,
  order: 'asc' | 'desc',
  limit: number,
): Promise<EventRow[]> => {
  const { where, values } = conditionsOf(conditions, wanted);
  // Numbers are drawn before the commit: what was taken a moment ago may have a smaller one's commit still to come.
  const settled =
    order === 'asc' ? `${where === '' ? 'where' : `${where} and`} taken_at < now() - interval '2 seconds'` : where;
  return store.query<EventRow>(`select ${read} from event ${settled} order by id ${order} limit ${limit}`, values);
};

export const countLastDay = (store: Store): Promise<{ kind: string; severity: number; count: string }[]> =>
  store.query(
    `select kind, severity, sum(count)::text as count from event where at > now() - interval '1 day'
     group by kind, severity order by severity desc, kind`,
  );

/** What is too old, and the oldest of too many. */
export const forgetEvents = async (store: Store, days: number, rows: number): Promise<void> => {
  await store.query('delete from event where taken_at < now() - make_interval(days => $1)', [days]);
  await store.query('delete from event where id <= (select max(id) from event) - $1::bigint', [rows]);
};
