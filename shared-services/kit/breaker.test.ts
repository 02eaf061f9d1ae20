import assert from 'node:assert/strict';
import { createBreaker } from './breaker.ts';
import { createMetrics } from './metrics.ts';
import { Refusal } from './refusal.ts';
import { deferred } from './test-support/samples.ts';

const fail = async () => {
  throw new Error('down');
};
const no = async () => {
  throw new Refusal({ code: 'NO', status: 'conflict', title: 'No.' });
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const opened = async () => {
  const breaker = createBreaker({ name: 'partner', maxUnderWay: 10, resetTimeoutMs: 40 });
  for (let count = 0; count < 12; count += 1) await assert.rejects(breaker.run(fail));
  assert.equal(breaker.state(), 'open');
  return breaker;
};

describe('breaker', () => {
  it('lets work through, and its errors as they are', async () => {
    const breaker = createBreaker({ name: 'partner', maxUnderWay: 10 });
    assert.equal(await breaker.run(async () => 7), 7);
    await assert.rejects(breaker.run(fail), /^Error: down$/);
    await assert.rejects(breaker.run(no), { code: 'NO' });
    assert.equal(breaker.state(), 'closed');
  });

  it('opens after enough failures, and then does not try: it refuses with a time to come again', async () => {
    const breaker = await opened();
    let tried = false;
    const work = async () => {
      tried = true;
    };
    await assert.rejects(breaker.run(work), (error: Refusal) => {
      assert.deepEqual([error.code, error.status], ['SERVICE_UNAVAILABLE', 'unavailable']);
      assert.ok(error.retryAfterMs! > 0);
      assert.ok(error.title.includes('partner'));
      return true;
    });
    assert.equal(tried, false);
  });

  it('after its pause lets one call try, and only one; its success closes it', async () => {
    const breaker = await opened();
    await pause(60);
    assert.equal(breaker.state(), 'halfOpen');
    const held = deferred();
    const trial = breaker.run(() => held.promise);
    await assert.rejects(
      breaker.run(async () => 1),
      { code: 'SERVICE_UNAVAILABLE' },
    );
    held.resolve();
    await trial;
    assert.equal(breaker.state(), 'closed');
    assert.equal(await breaker.run(async () => 1), 1);
  });

  it('opens again when the trial fails', async () => {
    const breaker = await opened();
    await pause(60);
    await assert.rejects(breaker.run(fail), /down/);
    assert.equal(breaker.state(), 'open');
  });

  it('closes when the trial is refused: whoever refuses is alive', async () => {
    const breaker = await opened();
    await pause(60);
    await assert.rejects(breaker.run(no), { code: 'NO' });
    assert.equal(breaker.state(), 'closed');
  });

  it('does not open for refusals', async () => {
    const breaker = createBreaker({ name: 'partner', maxUnderWay: 10 });
    for (let count = 0; count < 40; count += 1) await assert.rejects(breaker.run(no), { code: 'NO' });
    assert.equal(breaker.state(), 'closed');
  });

  it('refuses what exceeds the calls that may be under way', async () => {
    const breaker = createBreaker({ name: 'partner', maxUnderWay: 2 });
    const held = deferred();
    const both = [breaker.run(() => held.promise), breaker.run(() => held.promise)];
    await assert.rejects(
      breaker.run(async () => 1),
      { code: 'SERVICE_UNAVAILABLE' },
    );
    held.resolve();
    await Promise.all(both);
    assert.equal(await breaker.run(async () => 1), 1);
  });

  it('shows its state as a figure', async () => {
    const metrics = createMetrics('test');
    const breaker = createBreaker({ name: 'partner', maxUnderWay: 2, metrics });
    for (let count = 0; count < 12; count += 1) await breaker.run(fail).catch(() => undefined);
    assert.match(await metrics.registry.metrics(), /portorium_breaker_state\{target="partner",platform="test"\} 2/);
  });
});
