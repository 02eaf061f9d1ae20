/** Where a record stands in the tree. */
import { Refusal } from '../../kit/refusal.ts';
import type { Store } from '../../kit/store/store.ts';
import { partsOf } from './conditions.ts';
import { leafText } from './leaf-text.ts';

type Reader = Pick<Store, 'query'>;

export interface Leaf {
  readonly index: number;
  readonly text: string;
}

const recordUnknown = () =>
  new Refusal({
    code: 'AUDIT_RECORD_UNKNOWN',
    status: 'notFound',
    title: 'There is no such record on the trail.',
  });

export const notSealed = () =>
  new Refusal({
    code: 'AUDIT_NOT_SEALED',
    status: 'conflict',
    title: 'The record is not sealed yet; ask again in a second.',
    retryAfterMs: 1000,
  });

interface Place {
  readonly first_leaf: string;
  readonly before: string;
}

/** Its number is that of its batch's first leaf, and of the records of the batch before it. */
const placeOf = async (store: Reader, at: readonly [string, string]): Promise<number> => {
  const [place] = await store.query<Place>(
    `select (tree_size - records)::text as first_leaf, (select count(*) from record
       where (transaction_id, sequence) >= (first_transaction_id, first_sequence)
       and (transaction_id, sequence) < ($1::xid8, $2::bigint))::text as before
     from batch where (last_transaction_id, last_sequence) >= ($1::xid8, $2::bigint)
     order by last_transaction_id, last_sequence limit 1`,
    at,
  );
  if (place === undefined) throw notSealed();
  return Number(place.first_leaf) + Number(place.before);
};

/** @throws {Refusal} there is no such record, or it is not sealed yet */
export const findLeaf = async (store: Reader, position: string): Promise<Leaf> => {
  const at = partsOf(position);
  const [row] = await store.query<{ leaf: string }>(
    `select ${leafText} as leaf from record where (transaction_id, sequence) = ($1::xid8, $2::bigint)`,
    at,
  );
  if (row === undefined) throw recordUnknown();
  return { index: await placeOf(store, at), text: row.leaf };
};
