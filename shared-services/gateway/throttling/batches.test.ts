import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createBatches } from './batches.ts';

describe('requests counted in batches', () => {
  it('cost nothing while a party sends little', async () => {
    const reports: number[] = [];
    let nowMs = 0;
    const take = createBatches({
      batch: 10,
      periodMs: 1000,
      nowMs: () => nowMs,
      report: async (_key, points) => {
        reports.push(points);
        return undefined;
      },
    });
    for (let count = 0; count < 100; count += 1) {
      assert.equal(await take('a'), undefined);
      nowMs += 120;
    }
    assert.deepEqual(reports, [], 'nine in a second are never ten');
    for (let count = 0; count < 25; count += 1) await take('b');
    assert.deepEqual(reports, [10, 10]);
  });

  it('wait for the report of a full batch, however many come at once', async () => {
    let reported = 0;
    let answer: (waitMs: number) => void = () => {};
    const take = createBatches({
      batch: 10,
      periodMs: 60_000,
      report: (_key, points) => {
        reported += points;
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    });
    let let_through = 0;
    const all = Array.from({ length: 100 }, () =>
      take('a').then((waitMs) => {
        if (waitMs === undefined) let_through += 1;
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(let_through <= 18, `${let_through} passed before anything was known`);
    answer(1000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer(1000);
    await Promise.all(all);
    assert.ok(let_through <= 18);
    assert.ok(reported <= 100);
    assert.ok((await take('a'))! > 0, 'it is blocked here, and nobody is asked');
    assert.equal(await take('b'), undefined);
  });

  it('are forgotten of the one not heard of for longest', async () => {
    const take = createBatches({ batch: 2, periodMs: 60_000, maxKeys: 2, report: async () => 1000 });
    await take('a');
    await take('b');
    await take('c');
    assert.equal(await take('a'), undefined, 'its first request is forgotten');
  });
});
