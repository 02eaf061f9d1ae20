/** What a process that seals remembers of the tree: that it was cut back or written anew meanwhile is then seen at once. */
import type { Transaction } from '../../kit/store/store.ts';
import { rootOf, type Tree } from '../domain/merkle.ts';

export interface Watch {
  /** @throws {Error} what this process left is not there any more: nothing may be signed on top of it */
  check(transaction: Pick<Transaction, 'query'>, now: Tree): Promise<void>;
  keep(tree: Tree): void;
}

const rootAt = async (transaction: Pick<Transaction, 'query'>, size: number): Promise<Buffer | undefined> =>
  (await transaction.query<{ root: Buffer }>('select root from batch where tree_size = $1', [size]))[0]?.root;

export const createWatch = (): Watch => {
  let known: { readonly size: number; readonly root: Buffer } | undefined;
  return {
    check: async (transaction, now) => {
      if (known === undefined) return;
      const root = now.size === known.size ? rootOf(now) : await rootAt(transaction, known.size);
      if (root?.equals(known.root)) return;
      throw new Error(
        `the audit log was changed in the database: the tree of ${known.size} leaves that this process sealed is not there. ` +
          'Nothing is sealed until somebody has looked; records go on being written',
      );
    },
    keep: (tree) => {
      known = { size: tree.size, root: rootOf(tree) };
    },
  };
};
