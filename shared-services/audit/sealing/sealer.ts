/** Makes leaves of the records whose order is final, and signs each new root. One process at a time. */
import type { Logger } from '../../kit/logging.ts';
import { type Loop, startLoop } from '../../kit/loop.ts';
import type { Store, Transaction } from '../../kit/store/store.ts';
import { grow, rootOf, splitHashes, type Tree } from '../domain/merkle.ts';
import { checkpointBody } from '../domain/note.ts';
import { finalRecords, insertBatch, insertNodes, lastBatch } from './batches.ts';
import type { CheckpointSigner } from './signing.ts';
import { createWatch, type Watch } from './watch.ts';

const maxRecordsPerBatch = 8192;

export interface SealerParts {
  readonly store: Store;
  /** Absent: the tree grows, and nobody vouches for it. */
  readonly signer?: CheckpointSigner;
  readonly watch?: Watch;
}

/** Hashes are taken over text: the database must write times the same way in every session. */
export const fixTextForms = (transaction: Pick<Transaction, 'query'>) =>
  transaction.query(`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true)`);

const holdsLock = async (transaction: Transaction): Promise<boolean> => {
  const [lock] = await transaction.query<{ held: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('audit tree')) as held`,
  );
  return lock?.held === true;
};

const insertCheckpoint = (transaction: Transaction, tree: Tree, { origin, sign }: CheckpointSigner): void => {
  const { note, keyId } = sign(checkpointBody(origin, tree.size, rootOf(tree)));
  transaction.execute('insert into checkpoint (tree_size, note, key_id) values ($1, $2, $3)', [tree.size, note, keyId]);
};

/**
 * Seals at most one batch; answers how many records it took.
 * @throws {Error} the tree is not the one that this process left
 */
export const sealBatch = async ({ store, signer, watch }: SealerParts): Promise<number> => {
  const sealed = await store.transaction(async (transaction) => {
    if (!(await holdsLock(transaction))) return undefined;
    await fixTextForms(transaction);
    const last = await lastBatch(transaction);
    await watch?.check(transaction, last.tree);
    const final = await finalRecords(transaction, last, maxRecordsPerBatch);
    if (final === undefined) return undefined;
    const { tree, whole } = grow(last.tree, splitHashes(final.leaf_hashes));
    insertBatch(transaction, final, tree);
    insertNodes(transaction, whole);
    if (signer !== undefined) insertCheckpoint(transaction, tree, signer);
    return { tree, records: final.records };
  });
  if (sealed !== undefined) watch?.keep(sealed.tree);
  return sealed?.records ?? 0;
};

export interface SealingParts extends Omit<SealerParts, 'watch'> {
  readonly log: Logger;
  readonly intervalMs?: number;
}

/** Every `intervalMs`, seals as long as there is something to seal. */
export const startSealer = ({ log, intervalMs = 500, ...parts }: SealingParts): Loop => {
  const watch = createWatch();
  let stopping = false;
  const work = async () => {
    while (!stopping && (await sealBatch({ ...parts, watch })) === maxRecordsPerBatch);
  };
  const loop = startLoop({ name: 'audit sealer', intervalMs, work, log });
  return {
    stop: () => {
      stopping = true;
      return loop.stop();
    },
  };
};
