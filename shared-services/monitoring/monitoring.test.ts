import assert from 'node:assert/strict';
import { join } from 'node:path';
import { operationsOf } from '../../reference-architecture/contract/language.ts';
import { compileValidator } from '../../reference-architecture/contract/validate.ts';
import type { Caller } from '../kit/call.ts';
import { systemClock } from '../kit/clock.ts';
import { type Host, startHost } from '../kit/host/host.ts';
import { silentLogger } from '../kit/logging.ts';
import { createMetrics, type Metrics } from '../kit/metrics.ts';
import { Refusal } from '../kit/refusal.ts';
import { createStore } from '../kit/store/store.ts';
import { type TestComponents, testComponents } from '../kit/test-support/components.ts';
import { shop } from '../kit/test-support/contracts.ts';
import { sampleCall } from '../kit/test-support/samples.ts';
import type { CodeLists } from '../reference-data/lookup.ts';
import application from './application.ts';
import { contract } from './contract.ts';
import { startSampler } from './history/sampler.ts';

const operator: Caller = {
  circle: 'administrators',
  party: 'operator-1',
  profiles: ['operator'],
  subject: 'operator-1',
};
const trader: Caller = { circle: 'untrusted', party: 'BE1', profiles: ['declarant'], subject: 'BE1' };
const codeLists = { has: () => false } as unknown as CodeLists;

describe('monitoring', () => {
  let components: TestComponents;
  let host: Host;
  let cdco: Metrics;
  let breaker: 'closed' | 'open' = 'open';
  let sample: () => Promise<void>;
  const stops: (() => Promise<void>)[] = [];

  const startMonitoring = async () => {
    host = await startHost({
      modules: [application],
      catalogue: [contract, shop],
      poolOf: components.poolOf,
      remoteOf: () => {
        throw new Error('alone');
      },
      codeLists,
      settings: { screeningTimeoutMs: 1, demonstrationAccounts: false },
      clock: systemClock,
      log: silentLogger(),
      metricsOf: createMetrics,
    });
    return host;
  };

  before(async () => {
    components = await testComponents([
      { name: 'shop', outbox: true },
      {
        name: 'monitoring',
        outbox: true,
        migrationsDirectory: join(import.meta.dirname, 'storage', 'migrations'),
      },
    ]);
    cdco = createMetrics('cdco');
    cdco.breaker('ccn2ng', () => breaker);
    cdco.queue('shop', 'desk', async () => ({
      levels: [{ priority: 'A', depth: 3, oldestSeconds: 500 }],
      deadLetters: 2,
    }));
    cdco.database.pool('shop', components.poolOf('shop'));
    const sampler = startSampler({
      registries: new Map([['cdco', cdco.registry]]),
      pool: components.poolOf('shop'),
      version: '1.2.3',
      intervalMs: 3_600_000,
      clock: systemClock,
      log: silentLogger(),
    });
    stops.push(() => sampler.stop());
    sample = sampler.sample;
    await cause();
    await sample();
    await startMonitoring();
  });
  after(async () => {
    await host.stop();
    for (const stop of stops) await stop();
    await components.drop();
  });

  /** Twenty calls to the shop: fifteen are answered, one is refused, four fail. */
  const cause = async () => {
    const [placed] = operationsOf(shop);
    for (let count = 0; count < 20; count += 1) {
      const outcome = async () => {
        if (count < 15) return 'good';
        throw count === 15 ? new Refusal({ code: 'NO', status: 'invalid', title: 'No.' }) : new Error('broken');
      };
      await cdco.calls.measured(placed!, 'speed2ng', trader, outcome).catch(() => undefined);
      cdco.operations.start(placed!.id, 'untrusted').end(count < 16 ? 'ok' : 'failed');
    }
  };

  // biome-ignore lint/suspicious/noExplicitAny: held against the contract here
  const ask = async (name: string, request: unknown = {}, caller = operator): Promise<any> => {
    const call = sampleCall({ caller, via: 'shared-services', deadlineAtMs: Date.now() + 5000 });
    const reply = await host.dispatch(`monitoring.${name}`, request, call, 'shared-services');
    const placed = operationsOf(contract).find((one) => one.name === name)!;
    assert.deepEqual(compileValidator(placed.operation.reply!, codeLists)(reply, '2026-11-22'), [], name);
    return reply;
  };

  it('tells of every service what its class promises, and how it does', async () => {
    const { service } = await ask('listServiceHealth');
    const found = service.find((one: { service: string }) => one.service.startsWith('shop.'));
    assert.equal(found.serviceLevel, 'silver');
    assert.equal(found.objectivePercent, '99.6');
    assert.equal(found.errorPercent, '20');
    assert.deepEqual(found.availability[0], { window: '1h', calls: 20, bad: 4, percent: '80' });
    assert.equal(found.burnRate.find((one: { window: string }) => one.window === '1h').rate, '50');
    assert.equal(found.errorBudgetLeftPercent, '-4900');
    assert.ok(Number(found.p99Ms) >= Number(found.p50Ms));
    assert.equal(found.state, 'burning');
    const gold = await ask('listServiceHealth', { serviceLevel: 'gold' });
    assert.equal(gold.service, undefined);
  });

  it('tells who talks to whom', async () => {
    const { edge, node } = await ask('consultTraffic');
    const between = (from: string, to: string) =>
      edge.find((one: { from: string; to: string }) => one.from === from && one.to === to);
    assert.equal(between('traders', 'speed2ng').errorPercent, '20');
    assert.equal(between('traders', 'speed2ng').refusedPercent, '5');
    assert.equal(between('speed2ng', 'cdco').ratePerSecond, '0.066667');
    assert.deepEqual(
      ['speed2ng', 'cdco', 'uumds'].map((name) => node.find((one: { node: string }) => one.node === name)?.circle),
      ['central', 'central', 'central'],
    );
  });

  it('tells what waits, what is shut, what runs', async () => {
    const { queue, waiting } = await ask('listQueues', { nonEmpty: true });
    assert.equal(waiting, 3);
    assert.deepEqual(queue, [
      {
        ...{ kind: 'outbox', owner: 'shop', destination: 'desk', priority: 'A', depth: 3 },
        ...{ oldestSeconds: '500', deadLetters: 2 },
      },
    ]);
    const { breaker: breakers } = await ask('listBreakers');
    assert.deepEqual([breakers[0].platform, breakers[0].target, breakers[0].state], ['cdco', 'ccn2ng', 'open']);
    const { process: processes, database } = await ask('listProcesses');
    assert.deepEqual([processes[0].version, processes[0].state, processes[0].platform], ['1.2.3', 'running', ['cdco']]);
    assert.equal(database[0].component, 'shop');
    assert.equal((await ask('listProbes')).probe[0].state, 'off');
    await ask('listCertificates');
  });

  it('tells figures over time, by the labels that are asked for', async () => {
    const metric = 'portorium_service_calls_total';
    const { series, stepSeconds } = await ask('consultSeries', { metric, statistic: 'increase', by: ['outcome'] });
    assert.ok(stepSeconds >= 10);
    const told = series.map((one: { label: { value: string }[]; value: string[] }) => [one.label[0]!.value, one.value]);
    assert.deepEqual(Object.fromEntries(told), { answered: ['15'], refused: ['1'], failed: ['4'] });
    const { metric: metrics } = await ask('listMetrics');
    assert.ok(metrics.some((one: { metric: string }) => one.metric === metric));
    const refused = async (request: object, code: string) =>
      assert.rejects(ask('consultSeries', request), { code }, JSON.stringify(request));
    await refused({ metric: 'portorium_nothing' }, 'METRIC_UNKNOWN');
    await refused({ metric, statistic: 'p95' }, 'STATISTIC_INVALID');
    await refused({ metric, fromMs: 2, toMs: 1 }, 'SERIES_RANGE_INVALID');
  });

  it('an alert begins, is taken on, silenced, and ends', async () => {
    const before = await ask('listAlerts');
    const find = (all: { alert?: { alertId: string; state: string }[] }, id: string) =>
      all.alert?.find(({ alertId }) => alertId === id);
    const id = 'breaker-open-cdco-ccn2ng';
    assert.equal(find(before, id)?.state, 'pending');
    assert.equal(find(before, 'dead-letters-shop-desk')?.state, 'firing');
    const taken = await ask('acknowledgeAlert', { alertId: id, note: 'I look.' });
    assert.deepEqual([taken.acknowledgedBy, taken.note], ['operator-1', 'I look.']);
    const silenced = await ask('silenceAlert', { alertId: id, minutes: 5, reason: 'announced' });
    assert.ok(silenced.silencedUntilMs > Date.now());
    await assert.rejects(ask('silenceAlert', { alertId: 'nothing', minutes: 5, reason: 'x' }), {
      code: 'ALERT_UNKNOWN',
    });
    const auditor = { ...operator, profiles: ['auditor'] };
    await assert.rejects(ask('silenceAlert', { alertId: id, minutes: 5, reason: 'x' }, auditor), {
      code: 'CALLER_NOT_ADMITTED',
    });
    // Since the condition has held for long enough, it fires; when it holds no longer, it is resolved.
    await components.admin(`update portorium_monitoring.alert set since = since - interval '5 minutes'`);
    await host.stop();
    await startMonitoring();
    assert.equal(find(await ask('listAlerts'), id)?.state, 'firing');
    breaker = 'closed';
    await sample();
    await host.stop();
    await startMonitoring();
    assert.equal(find(await ask('listAlerts'), id)?.state, 'resolved');
    const records = await components.admin(
      `select event from portorium_audit.record where reference = $1 and outcome = 'accepted'`,
      [id],
    );
    assert.equal(records.length, 2);
  });

  it('readings of any component are taken; none may read, or write otherwise', async () => {
    const shopPool = components.poolOf('shop');
    for (const sql of [
      'select 1 from portorium_monitoring.sample',
      'delete from portorium_monitoring.alert',
      "insert into portorium_monitoring.series (metric, kind, labels) values ('x', 'gauge', '{}')",
    ])
      await assert.rejects(shopPool.query(sql), { code: '42501' }, sql);
  });

  it('what is older than its step is forgotten', async () => {
    const store = createStore({ component: 'monitoring', pool: components.poolOf('monitoring'), log: silentLogger() });
    const { forget } = await import('./history/query.ts');
    await components.admin(
      `insert into portorium_monitoring.sample (step, series, at, value, extra)
       select step, (select min(id) from portorium_monitoring.series), now() - make_interval(hours => age), 1, 1
       from (values (10, 3), (60, 3), (60, 30), (900, 30), (900, 2400)) as old(step, age)`,
    );
    await forget(store);
    const left = await components.admin(
      `select step from portorium_monitoring.sample where at < now() - interval '2 hours' order by step`,
    );
    assert.deepEqual(left, [{ step: 60 }, { step: 900 }]);
  });
});
