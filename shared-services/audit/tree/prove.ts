/** Recomputes the whole log from its records, inside: a quick look for operators. Auditors verify an export, with code of its own. */
import type { Store } from '../../kit/store/store.ts';
import { emptyTree, grow, hashBytes, rootOf, splitHashes, type Tree } from '../domain/merkle.ts';
import { bodyOf, checkpointBody, type NoteKey, noteHolds } from '../domain/note.ts';
import { leafHashSql } from './leaf-text.ts';

type Reader = Pick<Store, 'query'>;

export interface Bad {
  readonly leaf: number;
  readonly position?: string;
  readonly reason: string;
}

export interface TreeProof {
  readonly records: number;
  readonly checkpoints: number;
  readonly bad?: Bad;
}

interface Batch {
  readonly tree_size: string;
  readonly records: number;
  readonly last: readonly [string, string];
  readonly leaf_hashes: Buffer;
  readonly root: Buffer;
  readonly note: string | null;
}

const nextBatch = async (reader: Reader, size: number): Promise<Batch | undefined> =>
  (
    await reader.query<Batch>(
      `select batch.tree_size::text, records, leaf_hashes, root, note,
         array[last_transaction_id::text, last_sequence::text] as last
       from batch left join checkpoint on checkpoint.tree_size = batch.tree_size
       where batch.tree_size > $1 order by batch.tree_size limit 1`,
      [size],
    )
  )[0];

interface Recomputed {
  readonly hashes: Buffer | null;
  readonly positions: readonly string[] | null;
}

/** Hashes of the rows that stand in a batch, as they are now. */
const recompute = async (reader: Reader, after: readonly string[], last: readonly string[]): Promise<Recomputed> =>
  (
    await reader.query<Recomputed>(
      `select string_agg(hash, ''::bytea order by transaction_id, sequence) as hashes,
         array_agg(transaction_id || '-' || sequence order by transaction_id, sequence) as positions
       from (select transaction_id, sequence, ${leafHashSql} as hash from record
         where (transaction_id, sequence) > ($1::xid8, $2::bigint) and (transaction_id, sequence) <= ($3::xid8, $4::bigint)) as found`,
      [...after, ...last],
    )
  )[0]!;

const sameAt = (one: Buffer, other: Buffer, index: number, otherIndex = index): boolean => {
  const part = (bytes: Buffer, at: number) => bytes.subarray(at * hashBytes, (at + 1) * hashBytes);
  return part(one, index).length > 0 && part(one, index).equals(part(other, otherIndex));
};

const reasonAt = (sealed: Buffer, found: Buffer, index: number): string => {
  if (sameAt(sealed, found, index + 1, index)) return 'a record is missing';
  if (sameAt(sealed, found, index, index + 1)) return 'a record was put in';
  return index * hashBytes >= found.length ? 'a record is missing' : 'a record was changed';
};

const badRecord = (batch: Batch, { hashes, positions }: Recomputed): Bad | undefined => {
  const [sealed, found] = [batch.leaf_hashes, hashes ?? Buffer.alloc(0)];
  if (sealed.equals(found)) return undefined;
  const most = Math.max(sealed.length, found.length) / hashBytes;
  const index = Array.from({ length: most }, (_, at) => at).find((at) => !sameAt(sealed, found, at)) ?? 0;
  const position = positions?.[index];
  return {
    leaf: Number(batch.tree_size) - batch.records + index,
    ...(position === undefined ? {} : { position }),
    reason: reasonAt(sealed, found, index),
  };
};

const badRoot = (batch: Batch, tree: Tree, keys: readonly NoteKey[]): Bad | undefined => {
  const leaf = Number(batch.tree_size) - batch.records;
  const root = rootOf(tree);
  if (tree.size !== Number(batch.tree_size)) return { leaf: tree.size, reason: 'a batch is missing' };
  if (!root.equals(batch.root)) return { leaf, reason: 'a batch was written anew' };
  if (batch.note === null) return undefined;
  const [origin = ''] = batch.note.split('\n');
  if (bodyOf(batch.note) !== checkpointBody(origin, tree.size, root) || !noteHolds(batch.note, keys))
    return { leaf, reason: 'the checkpoint does not hold' };
  return undefined;
};

/** Recomputes each leaf and each root; a read of everything, batch by batch. */
export const proveTree = async (store: Store, keys: readonly NoteKey[]): Promise<TreeProof> => {
  let tree: Tree = emptyTree;
  let checkpoints = 0;
  let after: readonly string[] = ['0', '0'];
  for (;;) {
    const batch = await nextBatch(store, tree.size);
    if (batch === undefined) return { records: tree.size, checkpoints };
    const gap = Number(batch.tree_size) - batch.records !== tree.size;
    const bad = gap ? undefined : badRecord(batch, await recompute(store, after, batch.last));
    const grown = gap ? tree : grow(tree, splitHashes(batch.leaf_hashes)).tree;
    const fault = bad ?? badRoot(batch, grown, keys);
    if (fault !== undefined) return { records: tree.size, checkpoints, bad: fault };
    if (batch.note !== null) checkpoints += 1;
    [tree, after] = [grown, batch.last];
  }
};
