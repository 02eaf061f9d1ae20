/** Lost messages of all components, read. */
import pg from 'pg';
import { type Outbox, outboxesOf, type Queries } from './outboxes.ts';

export interface LostRow {
  readonly component: string;
  readonly id: string;
  readonly name: string;
  readonly subscriber: string;
  readonly ordering_key: string;
  readonly priority: number;
  readonly message_id: string;
  readonly conversation_id: string;
  readonly attempts: number;
  readonly replays: number;
  readonly sent_at: Date;
  readonly buried_at: Date;
  readonly last_error: string | null;
  readonly closed_at: Date | null;
  readonly closed_by: string | null;
  readonly close_reason: string | null;
}

export interface LostWish {
  readonly component?: string;
  readonly subscriber?: string;
  readonly event?: string;
  readonly containing?: string;
  readonly closed: boolean;
  readonly sort: string;
  readonly offset: number;
  readonly limit: number;
}

/** Columns by which they may be sorted; nothing else reaches the statement. */
const sortColumns: Readonly<Record<string, string>> = {
  lostAt: 'buried_at',
  sentAt: 'sent_at',
  component: 'component',
  subscriber: 'subscriber',
  event: 'name',
  priority: 'priority',
  attempts: 'attempts',
};

const orderOf = (sort: string): string =>
  `${sortColumns[sort.replace('-', '')] ?? 'buried_at'} ${sort.startsWith('-') ? 'desc' : 'asc'}, component, id`;

const filter = `(closed_at is not null) = $1 and ($2::text is null or subscriber = $2) and ($3::text is null or name = $3)
  and ($4::text is null or position(lower($4) in lower(concat_ws(' ', ordering_key, message_id, conversation_id, name, last_error, close_reason))) > 0)`;

const everything = (outboxes: readonly Outbox[]): string =>
  outboxes
    .map(
      ({ component, schema }) => `select ${pg.escapeLiteral(component)} as component, * from ${schema}.lost_messages()`,
    )
    .join(' union all ');

export interface LostPage {
  readonly total: number;
  readonly rows: readonly LostRow[];
}

export const readLost = async (queries: Queries, wish: LostWish): Promise<LostPage> => {
  const all = await outboxesOf(queries);
  const outboxes = all.filter(({ component }) => wish.component === undefined || wish.component === component);
  if (outboxes.length === 0) return { total: 0, rows: [] };
  const from = `(${everything(outboxes)}) as lost where ${filter}`;
  const values = [wish.closed, wish.subscriber ?? null, wish.event ?? null, wish.containing ?? null];
  const [[counted], rows] = await Promise.all([
    queries.query<{ total: string }>(`select count(*) as total from ${from}`, values),
    queries.query<LostRow>(`select * from ${from} order by ${orderOf(wish.sort)} limit $5 offset $6`, [
      ...values,
      wish.limit,
      wish.offset,
    ]),
  ]);
  return { total: Number(counted?.total ?? 0), rows };
};
