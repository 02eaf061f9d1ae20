import assert from 'node:assert/strict';
import { eventually } from '../../../shared-services/kit/test-support/samples.ts';
import { createBell } from './bell.ts';
import { readOrWait } from './offer.ts';

describe('waiting for messages of the exchange', () => {
  it('ends without another look when the exchange ends: the database may be gone', async () => {
    const bell = createBell();
    let looks = 0;
    const read = async () => {
      looks += 1;
      return [];
    };
    const sinceMs = performance.now();
    const waiting = readOrWait(read, { bell, memberState: 'BE', waitSeconds: 20 });
    await eventually('the first look', () => looks === 1);
    bell.close();
    assert.deepEqual(await waiting, []);
    assert.equal(looks, 1);
    assert.ok(performance.now() - sinceMs < 10_000, 'it waited for the end of its time');
  });

  it('goes on after a ring that brought nothing', async () => {
    const bell = createBell();
    const found = [[], [], ['one']];
    const waiting = readOrWait(async () => found.shift()!, { bell, memberState: 'BE', waitSeconds: 20 });
    await eventually('the first look', () => found.length === 2);
    bell.ring('DE');
    bell.ring('BE');
    await eventually('the second look', () => found.length === 1);
    bell.ring('BE');
    assert.deepEqual(await waiting, ['one']);
  });
});
