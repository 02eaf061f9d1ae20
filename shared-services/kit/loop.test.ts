import assert from 'node:assert/strict';
import { silentLogger } from './logging.ts';
import { startLoop } from './loop.ts';
import { deferred, eventually } from './test-support/samples.ts';

const log = silentLogger();

describe('loop', () => {
  it('comes round again, after failures too, thrown or rejected', async () => {
    let rounds = 0;
    const work = (): Promise<unknown> => {
      rounds += 1;
      if (rounds === 1) throw new Error('thrown');
      return rounds === 2 ? Promise.reject(new Error('rejected')) : Promise.resolve();
    };
    const loop = startLoop({ name: 'test', intervalMs: 2, work, log });
    await eventually('several rounds', () => rounds >= 4);
    await loop.stop();
  });

  it('does one round at a time, and ends it before it stops', async () => {
    const held = deferred();
    let underWay = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++underWay);
      await held.promise;
      underWay -= 1;
    };
    const loop = startLoop({ name: 'test', intervalMs: 1, work, log });
    await eventually('a round', () => underWay === 1);
    const stopping = loop.stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    held.resolve();
    await stopping;
    assert.deepEqual([most, underWay], [1, 0]);
  });

  it('stopped while it sleeps, it ends at once and does no more', async () => {
    let rounds = 0;
    const work = async () => {
      rounds += 1;
    };
    const loop = startLoop({ name: 'test', intervalMs: 60_000, work, log });
    await loop.stop();
    assert.equal(rounds, 0);
  });
});
