import assert from 'node:assert/strict';
import { createMetrics, type QueueReading } from './metrics.ts';

const ours = async (metrics: ReturnType<typeof createMetrics>) =>
  (await metrics.registry.getMetricsAsJSON()).filter(({ name }) => name.startsWith('portorium_'));

const level = (depth: number, oldestSeconds: number): QueueReading => ({
  levels: [{ priority: 'A', depth, oldestSeconds }],
  deadLetters: 0,
});

describe('metrics', () => {
  it('are named and measured as Prometheus wants it: base units, counters that end in _total', async () => {
    const all = await ours(createMetrics('cdco'));
    assert.ok(all.length >= 7);
    for (const { name, type, help } of all) {
      assert.match(name, /^portorium_[a-z]+(_[a-z]+)*$/);
      assert.ok(help.length > 10);
      assert.equal(name.endsWith('_total'), String(type) === 'counter', name);
      if (String(type) === 'histogram') assert.match(name, /_seconds$/);
      assert.doesNotMatch(name, /_(ms|milliseconds|minutes|kb)(_|$)/);
    }
  });

  it('count calls by operation, circle and result, and by nothing that a caller may choose', async () => {
    const metrics = createMetrics('cdco');
    metrics.operations.start('entry.fileIE3F32', 'untrusted').end('ok');
    metrics.operations.start('entry.fileIE3F32', 'untrusted').end('refused');
    metrics.request('rest', 'entry.fileIE3F32', '201', 0.02);
    metrics.queue('entry', 'ccn2ng', async () => level(1, 2));
    metrics.breaker('cdco', () => 'closed');
    const labels = new Set(
      (await ours(metrics)).flatMap(({ values }) => values.flatMap((one) => Object.keys(one.labels))),
    );
    const bounded = [
      'platform',
      'operation',
      'circle',
      'result',
      'protocol',
      'status',
      'component',
      'subscriber',
      'target',
      'priority',
      'outcome',
      'le',
    ];
    assert.deepEqual(
      [...labels].filter((label) => !bounded.includes(label)),
      [],
    );
    const text = await metrics.registry.metrics();
    assert.match(text, /portorium_operation_duration_seconds_count\{[^}]*result="ok"[^}]*\} 1/);
    assert.match(text, /portorium_refusals_total\{operation="entry.fileIE3F32",platform="cdco"\} 1/);
    assert.match(text, /portorium_operations_under_way\{[^}]*\} 0/);
  });

  it('depth and age of a queue come from one reading', async () => {
    const metrics = createMetrics('cdco');
    let readings = 0;
    metrics.queue('entry', 'ccn2ng', async () => {
      readings += 1;
      return level(10 * readings, readings);
    });
    for (const reading of [1, 2]) {
      const text = await metrics.registry.metrics();
      assert.match(text, new RegExp(`queue_depth\\{[^}]*\\} ${10 * reading}\\n`));
      assert.match(text, new RegExp(`queue_oldest_seconds\\{[^}]*\\} ${reading}\\n`));
    }
  });

  it('a queue that cannot be read is counted, shows no stale figure, and spoils no other', async () => {
    const metrics = createMetrics('cdco');
    let broken = false;
    metrics.queue('entry', 'ccn2ng', async () => {
      if (broken) throw new Error('no database');
      return level(5, 1);
    });
    metrics.queue('entry', 'speed2ng', async () => level(7, 1));
    assert.match(await metrics.registry.metrics(), /queue_depth\{[^}]*"ccn2ng"[^}]*\} 5/);
    broken = true;
    await metrics.registry.metrics();
    const text = await metrics.registry.metrics();
    assert.doesNotMatch(text, /queue_depth\{[^}]*"ccn2ng"/);
    assert.match(text, /queue_depth\{[^}]*"speed2ng"[^}]*\} 7/);
    assert.match(text, /queue_read_failures_total\{[^}]*"ccn2ng"[^}]*\} [12]/);
  });

  it('a database that hangs does not hang the scrape', async () => {
    const metrics = createMetrics('cdco');
    metrics.queue('entry', 'ccn2ng', () => new Promise(() => {}));
    const sinceMs = performance.now();
    assert.match(await metrics.registry.metrics(), /process_cpu/);
    assert.ok(performance.now() - sinceMs < 4000);
  });

  it('the figures of several platforms in one process stay apart', async () => {
    const [cdco, ccn2ng] = [createMetrics('cdco'), createMetrics('ccn2ng')];
    cdco.operations.start('a.b', 'central').end('ok');
    assert.doesNotMatch(await ccn2ng.registry.metrics(), /a\.b/);
  });
});
