/** Records that an auditor searches for, newest first, a page at a time, with how many there are. */
import type { Store } from '../kit/store/store.ts';
import { conditionsOf, type TrailQuery } from './tree/conditions.ts';
import { positionOf, type Row, recordOf, selectRows } from './tree/records.ts';

const countedTo = 10_000;

interface Count {
  readonly outcome: string;
  readonly records: number;
}

const pageOf = (store: Store, query: TrailQuery, limit: number): Promise<Row[]> => {
  const { text, values } = conditionsOf(query, true);
  return store.query<Row>(
    `${selectRows} where ${text} order by record.transaction_id desc, record.sequence desc limit $${values.length + 1}`,
    [...values, limit],
  );
};

const countsOf = (store: Store, query: TrailQuery): Promise<Count[]> => {
  const { text, values } = conditionsOf(query, false);
  return store.query<Count>(
    `select outcome, count(*)::int as records from (select outcome from record where ${text}
       order by transaction_id desc, sequence desc limit ${countedTo + 1}) as found group by outcome order by outcome`,
    values,
  );
};

export const searchTrail = (store: Store) => async (query: TrailQuery) => {
  const limit = query.limit ?? 50;
  const [rows, byOutcome] = await Promise.all([pageOf(store, query, limit + 1), countsOf(store, query)]);
  const page = rows.slice(0, limit);
  const counted = byOutcome.reduce((sum, { records }) => sum + records, 0);
  return {
    ...(page.length === 0 ? {} : { record: page.map(recordOf) }),
    ...(rows.length > limit ? { next: positionOf(page.at(-1)!) } : {}),
    total: Math.min(counted, countedTo),
    totalIsMore: counted > countedTo,
    ...(byOutcome.length === 0 ? {} : { byOutcome }),
  };
};
