/** Hashes of parts of the tree: large subtrees as they were stored, small ones from their leaves. */
import type { Store } from '../../kit/store/store.ts';
import { emptyTree, foldedHash, grow, rootOf, splitHashes, storedFromLevel } from '../domain/merkle.ts';
import { type Range, type Subtree, subtreesIn } from '../domain/ranges.ts';

type Reader = Pick<Store, 'query'>;

interface BatchHashes {
  readonly tree_size: string;
  readonly records: number;
  readonly leaf_hashes: Buffer;
}

/** Hashes of the leaves of a range, as they were sealed. */
export const leafHashesIn = async (store: Reader, { from, to }: Range): Promise<Buffer[]> => {
  const rows = await store.query<BatchHashes>(
    `select tree_size::text, records, substring(leaf_hashes from greatest($1 - (tree_size - records), 0)::int * 32 + 1
       for (least($2, tree_size) - greatest($1, tree_size - records))::int * 32) as leaf_hashes
     from batch where tree_size > $1 and tree_size - records < $2 and tree_size <= coalesce(
       (select min(later.tree_size) from batch as later where later.tree_size >= $2), $2)
     order by batch.tree_size`,
    [from, to],
  );
  return rows.flatMap((row) => splitHashes(row.leaf_hashes));
};

const storedHash = async (store: Reader, { level, place }: Subtree): Promise<Buffer> => {
  const [row] = await store.query<{ hash: Buffer }>('select hash from node where level = $1 and place = $2', [
    level,
    place,
  ]);
  if (row === undefined) throw new Error(`node ${place} of level ${level} is missing in the audit tree`);
  return row.hash;
};

const computedHash = async (store: Reader, { level, place }: Subtree): Promise<Buffer> => {
  const width = 2 ** level;
  const leaves = await leafHashesIn(store, { from: place * width, to: (place + 1) * width });
  if (leaves.length !== width) throw new Error(`leaves from ${place * width} on are missing in the audit tree`);
  return rootOf(grow(emptyTree, leaves).tree);
};

const subtreeHash = (store: Reader, subtree: Subtree): Promise<Buffer> =>
  subtree.level >= storedFromLevel ? storedHash(store, subtree) : computedHash(store, subtree);

/** MTH over the leaves of a range that a proof asks for. */
export const rangeHash = async (store: Reader, range: Range): Promise<Buffer> => {
  const hashes: Buffer[] = [];
  for (const subtree of subtreesIn(range)) hashes.push(await subtreeHash(store, subtree));
  return foldedHash(hashes);
};

export const proofOf = async (store: Reader, ranges: readonly Range[]): Promise<string[]> => {
  const path: string[] = [];
  for (const range of ranges) path.push((await rangeHash(store, range)).toString('base64'));
  return path;
};
