/** What is kept for a time only: the second copy of declarations, on which profiles are tried, and finds by operator. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';

type Queries = Pick<Store, 'query'>;

export type Kept = 'declarationBlocks' | 'finds';

/** Days by the newest rule of each. */
export const readRetention = async (from: Queries): Promise<Readonly<Record<Kept, number>>> => {
  const rows = await from.query<{ kept: Kept; days_kept: number }>(
    'select distinct on (kept) kept, days_kept from retention_rule order by kept, number desc',
  );
  return Object.fromEntries(rows.map(({ kept, days_kept }) => [kept, days_kept])) as Record<Kept, number>;
};

/** A statement deletes no more than so many: none holds the tables for long. */
const mostAtOnce = 500;

const statements: Readonly<Record<Kept, string>> = {
  declarationBlocks: `delete from declaration_block where number in
    (select number from declaration_block where stored_at < $1::timestamptz order by stored_at limit $2) returning 1`,
  // The day of a find counts whole.
  finds: `delete from trader_find where (reference, eori, risk_area) in
    (select reference, eori, risk_area from trader_find where found_on < ($1::timestamptz at time zone 'UTC')::date limit $2) returning 1`,
};

/** @returns how many were deleted: fewer than `mostAtOnce` where nothing older is left */
export const deleteOlder = async (from: Queries, kept: Kept, beforeMs: number) => {
  const rows = await from.query(statements[kept], [new Date(beforeMs).toISOString(), mostAtOnce]);
  return { deleted: rows.length, isAll: rows.length < mostAtOnce };
};
