/**
 * Group commit: while one transaction is on its way to the disk, the callers that arrive wait together and share the
 * next. One fsync then serves many filings, and a lone filing waits for nobody.
 */
import { Refusal } from '../refusal.ts';
import { isDatabaseLost } from './lost.ts';
import type { Transaction } from './store.ts';

export interface GroupCommitLimits {
  /** Items in one transaction. */
  readonly maxItems?: number;
  /** Transactions under way at once. One is fastest where the database is near: the groups are larger. */
  readonly maxTransactions?: number;
  /** Callers that may wait; the next one is refused, so that a slow database is felt at the door and not in memory. */
  readonly maxWaiting?: number;
}

/**
 * Writes all items, and answers for each in the same order. An item's answer may be a Refusal: it alone is refused, and
 * the others commit. Whatever is thrown undoes the whole group; its items are then tried one by one, unless the database
 * itself was lost: then all fail alike.
 */
export type GroupWrite<Item, Result> = (
  transaction: Transaction,
  items: readonly Item[],
) => Promise<readonly (Result | Refusal)[]>;

type InTransaction = <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

const overloaded = () =>
  new Refusal({
    code: 'OVERLOADED',
    status: 'unavailable',
    title: 'More work is waiting than can be written in time. Send the same message again later.',
    retryAfterMs: 1000,
  });

export const createGroupCommit = <Item, Result>(
  inTransaction: InTransaction,
  write: GroupWrite<Item, Result>,
  { maxItems = 128, maxTransactions = 1, maxWaiting = 4096 }: GroupCommitLimits = {},
): ((item: Item) => Promise<Result>) => {
  const waiting: Waiting<Item, Result>[] = [];
  let underWay = 0;

  const settle = (group: readonly Waiting<Item, Result>[], answers: readonly (Result | Refusal)[]) => {
    group.forEach((one, position) => {
      const answer = answers[position] as Result | Refusal;
      if (answer instanceof Refusal) one.reject(answer);
      else one.resolve(answer);
    });
  };

  /** Nobody may be told "done" for an item that the writer forgot. */
  const writeAll = async (transaction: Transaction, group: readonly Waiting<Item, Result>[]) => {
    const answers = await write(
      transaction,
      group.map((one) => one.item),
    );
    if (answers.length !== group.length) throw new Error(`${answers.length} answers for ${group.length} items`);
    return answers;
  };

  const commit = async (group: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      settle(group, await inTransaction((transaction) => writeAll(transaction, group)));
    } catch (error) {
      // Without a database no item is to blame; each would wait in vain for a connection of its own.
      if (group.length === 1 || isDatabaseLost(error)) for (const one of group) one.reject(error);
      // One bad item must not take its neighbours with it.
      else for (const one of group) await commit([one]);
    }
  };

  const start = () => {
    while (waiting.length > 0 && underWay < maxTransactions) {
      underWay += 1;
      void commit(waiting.splice(0, maxItems)).finally(() => {
        underWay -= 1;
        start();
      });
    }
  };

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      if (waiting.length >= maxWaiting) return reject(overloaded());
      waiting.push({ item, resolve, reject });
      // Callers that arrive in the same turn of the event loop start together.
      if (underWay < maxTransactions && waiting.length === 1) setImmediate(start);
      else if (waiting.length >= maxItems) start();
    });
};
