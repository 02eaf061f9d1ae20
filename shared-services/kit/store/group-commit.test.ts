import assert from 'node:assert/strict';
import { Refusal } from '../refusal.ts';
import { deferred, eventually } from '../test-support/samples.ts';
import { createGroupCommit, type GroupCommitLimits, type GroupWrite } from './group-commit.ts';
import type { Transaction } from './store.ts';

const no = (code: string) => new Refusal({ code, status: 'conflict', title: code });

/** Transactions that are counted, and can be held up. */
const scene = <Result>(write: GroupWrite<number, Result>, limits?: GroupCommitLimits) => {
  const groups: (readonly number[])[] = [];
  let gate: Promise<void> = Promise.resolve();
  const inTransaction = async <R>(work: (transaction: Transaction) => Promise<R>): Promise<R> => {
    await gate;
    return work({} as Transaction);
  };
  const commit = createGroupCommit<number, Result>(
    inTransaction,
    async (transaction, items) => {
      groups.push(items);
      return write(transaction, items);
    },
    limits,
  );
  const hold = (until: Promise<void>) => {
    gate = until;
  };
  return { commit, groups, hold };
};

const echo: GroupWrite<number, string> = async (_, items) => items.map((item) => `answer ${item}`);
const upTo = (count: number) => [...Array(count).keys()];

describe('group commit', () => {
  it('lets concurrent callers share a transaction, and answers each with its own result', async () => {
    const { commit, groups } = scene(echo);
    const answers = await Promise.all(upTo(100).map((item) => commit(item)));
    assert.deepEqual(
      answers,
      upTo(100).map((item) => `answer ${item}`),
    );
    assert.equal(groups.length, 1);
  });

  it('puts at most so many items into one transaction, in the order of their arrival', async () => {
    const { commit, groups } = scene(echo, { maxItems: 10, maxTransactions: 1 });
    await Promise.all(upTo(35).map((item) => commit(item)));
    assert.deepEqual(groups.flat(), upTo(35));
    assert.deepEqual(
      groups.map((group) => group.length),
      [10, 10, 10, 5],
    );
  });

  it('runs no more transactions at once than it may', async () => {
    let underWay = 0;
    let most = 0;
    const { commit } = scene(
      async (_, items) => {
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setTimeout(resolve, 2));
        underWay -= 1;
        return items;
      },
      { maxItems: 2, maxTransactions: 3 },
    );
    await Promise.all(upTo(40).map((item) => commit(item)));
    assert.equal(most, 3);
  });

  it('a caller that comes alone waits for nobody', async () => {
    const { commit, groups } = scene(echo);
    assert.equal(await commit(1), 'answer 1');
    assert.equal(await commit(2), 'answer 2');
    assert.deepEqual(groups, [[1], [2]]);
  });

  it('a Refusal for one item leaves the others as they are', async () => {
    const { commit, groups } = scene(async (_, items) => items.map((item) => (item === 3 ? no('THREE') : item)));
    const results = await Promise.allSettled(upTo(6).map((item) => commit(item)));
    assert.deepEqual(
      results.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code)),
      [0, 1, 2, 'THREE', 4, 5],
    );
    assert.equal(groups.length, 1);
  });

  it('a thrown error is found out and told to the item that caused it, and to no other', async () => {
    const { commit } = scene(async (_, items) => {
      if (items.includes(4)) throw new Error('four');
      return items;
    });
    const results = await Promise.allSettled(upTo(8).map((item) => commit(item)));
    assert.deepEqual(
      results.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message)),
      [0, 1, 2, 3, 'four', 5, 6, 7],
    );
  });

  it('a lost database is nobody’s fault: all fail at once, none is tried alone', async () => {
    const { commit, groups } = scene(async () => {
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    });
    const results = await Promise.allSettled(upTo(50).map((item) => commit(item)));
    assert.ok(results.every((one) => one.status === 'rejected'));
    assert.equal(groups.length, 1);
  });

  it('a writer that answers for fewer items than it was given has failed', async () => {
    const { commit } = scene(async (_, items) => items.slice(1));
    await assert.rejects(commit(1), /0 answers for 1 items/);
  });

  it('refuses the caller that would wait behind too many, with a time to come again', async () => {
    const held = deferred();
    const { commit, hold } = scene(echo, { maxItems: 1, maxTransactions: 1, maxWaiting: 5 });
    hold(held.promise);
    const first = commit(0);
    await new Promise(setImmediate);
    const waiting = upTo(5).map((item) => commit(item));
    await assert.rejects(commit(6), (error: Refusal) => {
      assert.equal(error.code, 'OVERLOADED');
      assert.equal(error.status, 'unavailable');
      assert.ok(error.retryAfterMs !== undefined && error.retryAfterMs > 0);
      return true;
    });
    held.resolve();
    assert.deepEqual(await Promise.all([first, ...waiting]), ['answer 0', ...upTo(5).map((item) => `answer ${item}`)]);
    assert.equal(await commit(7), 'answer 7');
  });

  it('goes on after failures', async () => {
    let broken = true;
    const { commit, groups } = scene(async (_, items) => {
      if (broken) throw new Error('down');
      return items;
    });
    await Promise.allSettled(upTo(3).map((item) => commit(item)));
    broken = false;
    await eventually('an answer', async () => (await commit(9)) === 9);
    assert.deepEqual(groups.at(-1), [9]);
  });
});
