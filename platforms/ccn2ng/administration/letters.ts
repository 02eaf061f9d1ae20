/** Dead letters as the exchange keeps them. */
import type { Transaction } from '../../../shared-services/kit/store/store.ts';

type Queries = Pick<Transaction, 'query'>;

export interface LetterRow {
  readonly message_id: string;
  readonly member_state: string;
  readonly name: string;
  readonly ordering_key: string;
  readonly priority: number;
  readonly conversation_id: string;
  readonly queued_at: Date;
  readonly dead_at: Date;
  readonly attempts: number;
  readonly replays: number;
  readonly last_error: string | null;
  readonly discarded_at: Date | null;
  readonly discarded_by: string | null;
  readonly discard_reason: string | null;
}

export interface LetterWish {
  readonly partner?: string;
  readonly containing?: string;
  readonly discarded: boolean;
  readonly sort: string;
  readonly offset: number;
  readonly limit: number;
}

/** Columns by which letters may be sorted; nothing else reaches the statement. */
const sortColumns: Readonly<Record<string, string>> = {
  buriedAt: 'dead_at',
  queuedAt: 'queued_at',
  partner: 'member_state',
  type: 'name',
  attempts: 'attempts',
};

const orderOf = (sort: string): string => {
  const column = sortColumns[sort.replace('-', '')] ?? 'dead_at';
  return `${column} ${sort.startsWith('-') ? 'desc' : 'asc'}, id`;
};

const filter = `dead_at is not null and (discarded_at is not null) = $1
  and ($2::text is null or member_state = $2)
  and ($3::text is null or position(lower($3) in lower(concat_ws(' ', message_id, ordering_key, name, conversation_id, last_error, discard_reason))) > 0)`;

const valuesOf = ({ discarded, partner, containing }: LetterWish) => [discarded, partner ?? null, containing ?? null];

export const countLetters = async (queries: Queries, wish: LetterWish): Promise<number> => {
  const [row] = await queries.query<{ total: string }>(
    `select count(*) as total from exchange_message where ${filter}`,
    valuesOf(wish),
  );
  return Number(row?.total ?? 0);
};

export const readLetters = (queries: Queries, wish: LetterWish): Promise<LetterRow[]> =>
  queries.query<LetterRow>(
    `select message_id, member_state, name, ordering_key, priority, conversation_id, queued_at, dead_at, attempts, replays,
       last_error, discarded_at, discarded_by, discard_reason
     from exchange_message where ${filter} order by ${orderOf(wish.sort)} limit $4 offset $5`,
    [...valuesOf(wish), wish.limit, wish.offset],
  );

export interface ChangedLetter {
  readonly message_id: string;
  readonly member_state: string;
  readonly ordering_key: string;
  readonly conversation_id: string;
}

const changed = 'returning message_id, member_state, ordering_key, conversation_id';
const open = 'message_id = any($1::text[]) and dead_at is not null and discarded_at is null';

/** They wait again for as long as at first, and have their old place among those of their MRN. */
export const revive = (queries: Queries, messageIds: readonly string[]): Promise<ChangedLetter[]> =>
  queries.query<ChangedLetter>(
    `update exchange_message set dead_at = null, available_at = now(), expires_at = now() + (dead_at - queued_at), queued_at = now(),
       attempts = 0, replays = replays + 1
     where ${open} ${changed}`,
    [messageIds],
  );

export const close = (
  queries: Queries,
  messageIds: readonly string[],
  by: string,
  reason: string,
): Promise<ChangedLetter[]> =>
  queries.query<ChangedLetter>(
    `update exchange_message set discarded_at = now(), discarded_by = $2, discard_reason = $3 where ${open} ${changed}`,
    [messageIds, by, reason],
  );
