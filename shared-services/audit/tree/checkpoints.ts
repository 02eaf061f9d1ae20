/** Checkpoints as they were signed, with what witnesses added. */

import { Refusal } from '../../kit/refusal.ts';
import type { Store } from '../../kit/store/store.ts';
import { headOf } from '../domain/note.ts';

type Reader = Pick<Store, 'query'>;

interface Row {
  readonly tree_size: string;
  readonly note: string;
  readonly key_id: string;
  readonly signed_at_ms: string;
  readonly cosignatures: readonly { readonly witness: string; readonly line: string; readonly seen_at_ms: number }[];
}

const select = `select tree_size::text, note, key_id, (extract(epoch from signed_at) * 1000)::bigint::text as signed_at_ms, coalesce((select json_agg(json_build_object('witness', witness, 'line', line,
    'seen_at_ms', (extract(epoch from seen_at) * 1000)::bigint)) from cosignature
    where cosignature.tree_size = checkpoint.tree_size), '[]') as cosignatures from checkpoint`;

export const checkpointOf = (row: Row) => ({
  treeSize: Number(row.tree_size),
  rootHash: headOf(row.note).root,
  note: row.note,
  keyId: row.key_id,
  signedAtMs: Number(row.signed_at_ms),
  ...(row.cosignatures.length === 0
    ? {}
    : {
        cosignature: row.cosignatures.map(({ witness, line, seen_at_ms: seenAtMs }) => ({ witness, line, seenAtMs })),
      }),
});

export type Checkpoint = ReturnType<typeof checkpointOf>;

export const newestCheckpoint = async (store: Reader): Promise<Checkpoint | undefined> => {
  const [row] = await store.query<Row>(`${select} order by checkpoint.tree_size desc limit 1`);
  return row === undefined ? undefined : checkpointOf(row);
};

/** @throws {Refusal} there is none of this size, or none at all */
export const checkpointAt = async (store: Reader, size: number | undefined): Promise<Checkpoint> => {
  if (size === undefined) {
    const newest = await newestCheckpoint(store);
    if (newest !== undefined) return newest;
  } else {
    const [row] = await store.query<Row>(`${select} where checkpoint.tree_size = $1`, [size]);
    if (row !== undefined) return checkpointOf(row);
  }
  throw new Refusal({
    code: 'AUDIT_SIZE_UNKNOWN',
    status: 'notFound',
    title: 'There is no checkpoint of this size, or none yet.',
  });
};

export const checkpointsBefore = async (store: Reader, before: number | undefined, limit: number) =>
  (
    await store.query<Row>(
      `${select} where $1::bigint is null or tree_size < $1 order by checkpoint.tree_size desc limit $2`,
      [before ?? null, limit],
    )
  ).map(checkpointOf);

export const checkpointsBetween = async (store: Reader, after: number, upTo: number) =>
  (
    await store.query<Row>(`${select} where tree_size > $1 and tree_size <= $2 order by checkpoint.tree_size`, [
      after,
      upTo,
    ])
  ).map(checkpointOf);
