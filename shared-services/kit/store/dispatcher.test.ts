import assert from 'node:assert/strict';
import { silentLogger } from '../logging.ts';
import { Refusal } from '../refusal.ts';
import { type TestComponents, testComponents } from '../test-support/components.ts';
import { deferred, eventually, sampleMessage } from '../test-support/samples.ts';
import { createDispatcher, type Dispatcher, type DispatcherLimits } from './dispatcher.ts';
import type { Delivered } from './records.ts';
import { createStore, type Store } from './store.ts';

const quick: Partial<DispatcherLimits> = { idleMs: 50, firstRetryMs: 10, maxRetryMs: 40 };

const label = ({ orderingKey, content }: Delivered) => `${orderingKey}${(content as { number: number }).number}`;

describe('dispatcher', () => {
  let components: TestComponents;
  let store: Store;
  const running: Dispatcher[] = [];

  before(async () => {
    components = await testComponents([{ name: 'sample', outbox: true }]);
    store = createStore({ component: 'sample', pool: components.poolOf('sample'), log: silentLogger() });
  });
  after(() => components.drop());
  beforeEach(() => components.admin('truncate portorium_sample.outbox, portorium_sample.dead_letter'));
  afterEach(() => Promise.all(running.splice(0).map((dispatcher) => dispatcher.stop())));

  const start = (
    deliver: (messages: readonly Delivered[]) => Promise<void>,
    limits: Partial<DispatcherLimits> = quick,
  ): Dispatcher => {
    const pool = components.poolOf('sample');
    const parts = { component: 'sample', subscriber: 'listener', pool, deliver, log: silentLogger(), limits };
    const dispatcher = createDispatcher(parts);
    running.push(dispatcher);
    return dispatcher;
  };

  /** `a1 a2 b1`: one message each, in this order. */
  const send = (labels: string) =>
    store.transaction(async (transaction) => {
      const messages = labels.split(' ').map((one) => {
        const [, orderingKey = '', number = ''] = /^([a-z]+)(\d+)$/.exec(one) ?? [];
        return sampleMessage({ orderingKey, content: { number: Number(number) } });
      });
      transaction.send(...messages);
      return messages;
    });

  const left = async () => (await store.query<{ id: string }>('select id from outbox')).length;
  const drained = () => eventually('an empty outbox', async () => (await left()) === 0);
  const dead = () =>
    store.query<{ ordering_key: string; attempts: number; last_error: string; content: string }>(
      'select * from dead_letter order by id',
    );

  it('delivers what was sent, whole, in order, and then forgets it', async () => {
    const got: Delivered[] = [];
    const sent = await send('a1 b1 a2 b2 a3');
    start(async (messages) => void got.push(...messages));
    await drained();
    assert.deepEqual(got.map(label), ['a1', 'b1', 'a2', 'b2', 'a3']);
    const { sentAtMs, ...first } = got[0]!;
    assert.deepEqual(first, sent[0]);
    assert.ok(Math.abs(Date.now() - sentAtMs) < 10_000);
  });

  it('leaves the messages of other subscribers alone', async () => {
    await store.transaction(async (transaction) => transaction.send(sampleMessage({ subscriber: 'other' })));
    await send('a1');
    start(async () => {});
    await eventually('one message left', async () => (await left()) === 1);
    assert.deepEqual(await store.query('select subscriber from outbox'), [{ subscriber: 'other' }]);
  });

  it('puts at most so many messages into one batch, and goes on without a pause', async () => {
    const sizes: number[] = [];
    await send([...Array(25).keys()].map((number) => `a${number}`).join(' '));
    start(async (messages) => void sizes.push(messages.length), { ...quick, maxBatch: 10, idleMs: 60_000 });
    await drained();
    assert.deepEqual(sizes, [10, 10, 5]);
  });

  it('finds the message that is to blame: later ones of its key wait, other keys go on', async () => {
    const done: string[] = [];
    let mended = false;
    await send('a1 b1 a2 c1 b2 a3');
    start(async (messages) => {
      if (!mended && messages.some((one) => label(one) === 'a1')) throw new Error('a1 is poison');
      done.push(...messages.map(label));
    });
    await eventually('the other keys', () => done.includes('b2') && done.includes('c1'));
    assert.deepEqual(done, ['b1', 'c1', 'b2']);
    // What failed is noted after the others were tried.
    const noted = () => store.query<{ last_error: string }>('select last_error from outbox where attempts > 0');
    await eventually('a note of the failure', async () => (await noted()).length > 0);
    assert.deepEqual(await noted(), [{ last_error: 'a1 is poison' }]);
    mended = true;
    await drained();
    assert.deepEqual(done.slice(3), ['a1', 'a2', 'a3']);
    assert.deepEqual(await dead(), []);
  });

  it('waits longer after each failure', async () => {
    const times: number[] = [];
    await send('a1');
    start(
      async () => {
        times.push(performance.now());
        throw new Error('no');
      },
      { idleMs: 5000, firstRetryMs: 40, maxRetryMs: 160, maxAttempts: 6 },
    );
    await eventually('a dead letter', async () => (await dead()).length === 1);
    const waits = times.slice(1).map((time, index) => time - times[index]!);
    [40, 80, 160, 160, 160].forEach((expected, index) => {
      const wait = waits[index]!;
      assert.ok(wait >= expected - 5 && wait < expected + 900, `${waits}`);
    });
  });

  it('buries a message after the last attempt, with the reason, and its key goes on', async () => {
    const done: string[] = [];
    await send('a1 a2 b1 a3');
    start(
      async (messages) => {
        if (messages.some((one) => label(one) === 'a1')) throw new Error('poison\0ed');
        done.push(...messages.map(label));
      },
      { ...quick, maxAttempts: 3 },
    );
    await drained();
    assert.deepEqual(done, ['b1', 'a2', 'a3']);
    const [letter, ...others] = await dead();
    assert.deepEqual(others, []);
    assert.deepEqual([letter?.attempts, letter?.last_error, letter?.content], [3, 'poisoned', '{"number":1}']);
  });

  it('a subscriber that is away costs no message an attempt, however long', async () => {
    let away = true;
    const done: string[] = [];
    let calls = 0;
    await send('a1 b1 a2');
    start(
      async (messages) => {
        calls += 1;
        if (away) throw new Refusal({ code: 'SERVICE_UNAVAILABLE', status: 'unavailable', title: 'away' });
        done.push(...messages.map(label));
      },
      { ...quick, maxAttempts: 2 },
    );
    await eventually('several attempts', () => calls >= 5);
    assert.deepEqual(await store.query('select distinct attempts from outbox'), [{ attempts: 0 }]);
    away = false;
    await drained();
    assert.deepEqual(done, ['a1', 'b1', 'a2']);
    assert.deepEqual(await dead(), []);
  });

  it('a subscriber that does not answer in time is away, too; one message that it does not answer is to blame', async () => {
    let hangs = (_: readonly Delivered[]) => true;
    const done: string[] = [];
    let calls = 0;
    await send('a1 b1 c1');
    start(
      async (messages) => {
        calls += 1;
        if (hangs(messages)) throw new Refusal({ code: 'DEADLINE_EXCEEDED', status: 'timeout', title: 'late' });
        done.push(...messages.map(label));
      },
      { ...quick, maxAttempts: 2 },
    );
    await eventually('several attempts', () => calls >= 9);
    assert.deepEqual(await store.query('select distinct attempts from outbox'), [{ attempts: 0 }]);
    hangs = (messages) => messages.some((one) => label(one) === 'b1');
    await drained();
    assert.deepEqual(done, ['a1', 'c1']);
    assert.deepEqual(
      (await dead()).map(({ ordering_key }) => ordering_key),
      ['b'],
    );
  });

  it('one poisoned key among a thousand good ones starves none of them', async () => {
    const good = [...Array(1000).keys()].map((number) => `g${'abcdefghij'[number % 10]}${number}`);
    await send(['p0', ...good.slice(0, 500), 'p1', ...good.slice(500), 'p2'].join(' '));
    const done = new Set<string>();
    const sinceMs = performance.now();
    start(
      async (messages) => {
        if (messages.some(({ orderingKey }) => orderingKey === 'p')) throw new Error('poison');
        for (const one of messages) done.add(label(one));
      },
      { ...quick, maxBatch: 128, firstRetryMs: 60_000, maxRetryMs: 60_000 },
    );
    await eventually('all good ones', () => done.size === 1000);
    assert.ok(performance.now() - sinceMs < 5000);
    // The last batch is delivered before it is forgotten.
    await eventually('what is poisoned alone', async () => (await left()) === 3);
  });

  it('many poisoned messages cannot hold a round for ever', async () => {
    await send([...Array(40).keys()].map((number) => `p${'abcdefghijklmnopqrst'[number % 20]}${number}`).join(' '));
    await send('good1');
    let tries = 0;
    let triesBeforeGood = 0;
    start(
      async (messages) => {
        tries += 1;
        if (messages.length > 1 || messages[0]?.orderingKey !== 'good') throw new Error('poison');
        triesBeforeGood = tries;
      },
      { ...quick, firstRetryMs: 60_000, maxRetryMs: 60_000 },
    );
    await eventually('the good one', () => triesBeforeGood > 0);
    assert.ok(triesBeforeGood <= 30, `${triesBeforeGood}`);
  });

  it('delivers again, with the same message id, what was delivered but not yet forgotten when the process died', async () => {
    const [sent] = await send('a1');
    const pid = deferred<number>();
    const got: string[] = [];
    start(async (messages) => {
      got.push(...messages.map(({ messageId }) => messageId));
      if (got.length > 1) return;
      // What kill -9 does to the connection: it ends between the subscriber's commit and ours.
      const [row] = await components.admin<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and application_name = 'sample' and state = 'idle in transaction'`,
      );
      await components.admin('select pg_terminate_backend($1)', [row!.pid]);
      pid.resolve(row!.pid);
    });
    await pid.promise;
    await drained();
    assert.deepEqual(got, [sent!.messageId, sent!.messageId]);
  });

  it('two dispatchers for one subscriber never interleave a key', async () => {
    const got: string[] = [];
    let underWay = 0;
    let most = 0;
    const deliver = async (messages: readonly Delivered[]) => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 1));
      got.push(...messages.map(label));
      underWay -= 1;
    };
    const both = [start(deliver, { ...quick, maxBatch: 3 }), start(deliver, { ...quick, maxBatch: 3 })];
    for (let number = 0; number < 60; number += 1) {
      await send(`a${number} b${number}`);
      for (const dispatcher of both) dispatcher.wake();
    }
    await drained();
    for (const key of ['a', 'b']) {
      const ofKey = got.filter((one) => one.startsWith(key));
      assert.deepEqual(
        ofKey,
        [...Array(60).keys()].map((number) => `${key}${number}`),
      );
    }
    assert.equal(most, 1);
  });

  it('is woken long before it would look by itself', async () => {
    const latencies: number[] = [];
    const dispatcher = start(async ([message]) => void latencies.push(Date.now() - message!.sentAtMs), {
      idleMs: 60_000,
    });
    store.onSent(() => dispatcher.wake());
    for (let count = 1; count <= 20; count += 1) {
      await send(`a${count}`);
      await eventually('the delivery', () => latencies.length === count);
    }
    const median = latencies.toSorted((a, b) => a - b)[10]!;
    assert.ok(median < 10_000, `${median} ms`);
  });

  it('woken while another delivers, it looks again soon instead of after its long sleep', async () => {
    const held = deferred();
    const got: string[] = [];
    const deliver = (by: string) => async (messages: readonly Delivered[]) => {
      got.push(...messages.map((one) => `${by} ${label(one)}`));
      if (got.length === 1) await held.promise;
    };
    await send('a1');
    start(deliver('first'), { idleMs: 60_000 });
    await eventually('the first delivery', () => got.length === 1);
    const second = start(deliver('second'), { idleMs: 60_000 });
    await send('a2');
    second.wake();
    held.resolve();
    await drained();
    assert.deepEqual(got, ['first a1', 'second a2']);
  });

  it('finds by itself what a process left that died', async () => {
    const got: string[] = [];
    start(async (messages) => void got.push(...messages.map(label)));
    await send('a1');
    await drained();
    assert.deepEqual(got, ['a1']);
  });

  it('stopped while it delivers, it ends the delivery and forgets what was delivered', async () => {
    const begun = deferred();
    const held = deferred();
    await send('a1');
    const dispatcher = start(async () => {
      begun.resolve();
      await held.promise;
    });
    await begun.promise;
    let stopped = false;
    const stopping = dispatcher.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal(stopped, false);
    held.resolve();
    await stopping;
    assert.equal(await left(), 0);
  });

  it('stopped while it sleeps, it ends at once, and delivers nothing more', async () => {
    let calls = 0;
    const dispatcher = start(
      async () => {
        calls += 1;
      },
      { idleMs: 60_000 },
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    await dispatcher.stop();
    await send('a1');
    dispatcher.wake();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(calls, 0);
  });
});
