/** Failed attempts of all sources together. */
import type { Store, Transaction } from '../../kit/store/store.ts';
import type { Attempts } from '../domain/spread.ts';

/** More than these of an hour say nothing more. */
const maxRows = 200_000;

type Row = Pick<Attempts, 'platform' | 'kind'> & Readonly<Record<'credentials' | 'addresses', string>>;

export const attemptsOf = async (store: Store, kinds: readonly string[], sinceMs: number): Promise<Attempts[]> => {
  const rows = await store.query<Row>(
    `select platform, kind, count(distinct credential) as credentials, count(distinct address) as addresses
     from (select platform, kind, credential, address from event where at > $1 and kind = any($2::text[])
       limit ${maxRows}) as recent group by platform, kind`,
    [new Date(sinceMs), kinds],
  );
  return rows.map((row) => ({ ...row, credentials: Number(row.credentials), addresses: Number(row.addresses) }));
};

export const wasSpreadTold = async (transaction: Transaction, platform: string, sinceMs: number): Promise<boolean> => {
  const found = await transaction.query(
    `select 1 from event where kind = 'spread-attempts' and source_kind = 'platform' and source = $1 and at > $2 limit 1`,
    [platform, new Date(sinceMs)],
  );
  return found.length > 0;
};
