import assert from 'node:assert/strict';
import { type Application, operationsOf, type Platform } from '../../../reference-architecture/contract/language.ts';
import type { CodeLists } from '../../reference-data/lookup.ts';
import { systemClock } from '../clock.ts';
import { silentLogger } from '../logging.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import type { Delivered } from '../store/records.ts';
import { type TestComponents, testComponents } from '../test-support/components.ts';
import { catalogue, ccn2ng, desk, ledger, listener, shop, speed2ng } from '../test-support/contracts.ts';
import { eventually, sampleCall, sampleMessage } from '../test-support/samples.ts';
import { mayDeliverBy } from './delivery.ts';
import { assertWhole, type Host, type Remote, startHost } from './host.ts';
import type { ApplicationModule, Dependencies, HostedApplication } from './module.ts';

const noop = async () => {};
const delivered = (more: Partial<Delivered> = {}): Delivered => ({ ...sampleMessage(), sentAtMs: 1, ...more });

describe('assertWhole', () => {
  const handlers = { buy: noop, look: noop, traders: noop, watch: noop, gaze: noop };
  const faultsOf = (contract: Application, hosted: Partial<HostedApplication>) => () =>
    assertWhole(contract, { handlers: {}, subscriptions: {}, ...hosted });

  it('lets a whole application start', () => {
    faultsOf(shop, { handlers })();
    faultsOf(desk, { subscriptions: { 'shop.bought': noop } })();
    faultsOf(desk, { subscriptions: { '*': noop } })();
    faultsOf(speed2ng, { subscriptions: { '*': noop } })();
  });

  it('names every fault at once', () => {
    const hosted = {
      handlers: { buy: noop, look: 'no function' as never, sell: noop },
      subscriptions: { 'shop.sold': noop },
    };
    assert.throws(faultsOf({ ...shop, subscribes: ['desk.opened'] }, hosted), (error: Error) => {
      for (const fault of [
        'the application shop is not whole',
        'operation look has no handler',
        'operation traders has no handler',
        'handler sell has no operation in the contract',
        'subscribes to desk.opened but does nothing about it',
        'does something about shop.sold but does not subscribe to it',
      ])
        assert.ok(error.message.includes(fault), fault);
      return true;
    });
  });

  it('does not take an inherited property for a handler', () => {
    const renamed = {
      ...shop,
      services: { S: { ...shop.services.Shop, operations: { toString: shop.services.Shop.operations.buy } } },
    };
    assert.equal(operationsOf(renamed).length, 1);
    assert.throws(faultsOf(renamed, {}), /toString has no handler/);
  });
});

describe('who may deliver what to whom', () => {
  const mayDeliver = mayDeliverBy(catalogue);
  const message = (name: string, subscriber: string) => delivered({ name, subscriber });
  const allowed: [string, string, string][] = [
    ['cdco', 'ledger', 'shop.bought'],
    ['cdco', 'ledger', 'shop.closed'],
    ['cdco', 'desk', 'shop.bought'],
    ['cdco', 'speed2ng', 'shop.Receipt'],
    ['cdco', 'ccn2ng', 'shop.Report'],
  ];
  for (const [peer, subscriber, name] of allowed) {
    it(`${peer} may give ${name} to ${subscriber}`, () =>
      assert.equal(mayDeliver(peer, subscriber, [message(name, subscriber)]), true));
  }
  const refused: [string, string, string, string][] = [
    ['speed2ng', 'ledger', 'shop.bought', 'the application is not its own'],
    ['speed2ng', 'ccn2ng', 'shop.Report', 'a gateway may not write into the other’s mailboxes'],
    ['cdco', 'desk', 'shop.closed', 'the subscriber did not ask for it'],
    ['cdco', 'ccn2ng', 'shop.Receipt', 'a notification to traders does not go to Member States'],
    ['cdco', 'speed2ng', 'shop.Report', 'a risk report does not go to traders'],
    ['cdco', 'ledger', 'shop.Receipt', 'a notification is for gateways'],
    ['cdco', 'speed2ng', 'shop.bought', 'an event is for its subscribers'],
    ['cdco', 'nobody', 'shop.bought', 'there is no such subscriber'],
    ['cdco', 'ledger', 'shop.stolen', 'the contract has no such message'],
    ['cdco', 'ledger', 'shop.toString', 'nor one by the name of a property'],
    ['cdco', 'ledger', 'bank.bought', 'there is no such application'],
    ['cdco', 'ledger', 'bought', 'it names no application'],
    ['cdco', 'ledger', '', 'it has no name'],
  ];
  for (const [peer, subscriber, name, why] of refused) {
    it(`${peer} may not give ${name || 'a nameless message'} to ${subscriber}: ${why}`, () =>
      assert.equal(mayDeliver(peer, subscriber, [message(name, subscriber)]), false));
  }
  it('one that is not allowed spoils the batch, and so does another’s address', () => {
    const good = message('shop.bought', 'ledger');
    assert.equal(mayDeliver('cdco', 'ledger', [good, message('shop.stolen', 'ledger')]), false);
    assert.equal(mayDeliver('cdco', 'ledger', [{ ...good, subscriber: 'desk' }]), false);
    assert.equal(mayDeliver('cdco', 'ledger', [good, good]), true);
  });
});

describe('host', () => {
  let components: TestComponents;
  let host: Host | undefined;
  const remote: { to: string; subscriber: string; messages: readonly Delivered[] }[] = [];
  const remoteCalls: string[] = [];
  let dependencies: Dependencies;
  let metrics: Map<Platform, Metrics>;

  before(async () => {
    components = await testComponents([shop, desk, ledger, speed2ng].map(({ name }) => ({ name, outbox: true })));
  });
  after(() => components.drop());
  afterEach(async () => {
    await host?.stop();
    host = undefined;
    remote.splice(0);
    remoteCalls.splice(0);
    await components.admin('truncate portorium_shop.outbox');
  });

  const module = (contract: Application, hosted: Partial<HostedApplication>): ApplicationModule => ({
    contract,
    directory: import.meta.dirname,
    host: (given) => {
      if (contract === shop) dependencies = given;
      return { handlers: {}, subscriptions: {}, ...hosted };
    },
  });

  const shopHandlers = {
    buy: async () => ({ value: 'bought' }),
    look: async () => ({ value: 'seen' }),
    traders: async () => ({ value: 'trader' }),
    watch: async () => ({ value: 'news' }),
    gaze: async () => ({ value: 'news' }),
  };
  const shopModule = (more: Partial<HostedApplication> = {}) => module(shop, { handlers: shopHandlers, ...more });

  const start = async (
    modules: readonly ApplicationModule[],
    all: readonly Application[] = catalogue,
  ): Promise<Host> => {
    metrics = new Map();
    const metricsOf = (platform: Platform) => {
      const made = metrics.get(platform) ?? createMetrics(platform);
      metrics.set(platform, made);
      return made;
    };
    const remoteOf = (to: Platform): Remote => ({
      call: async (operationId) => {
        remoteCalls.push(`${to} ${operationId}`);
        return 'from afar';
      },
      deliver: async (subscriber, messages) => void remote.push({ to, subscriber, messages }),
    });
    host = await startHost({
      modules,
      catalogue: all,
      poolOf: components.poolOf,
      remoteOf,
      codeLists: {} as CodeLists,
      settings: { screeningTimeoutMs: 1000, demonstrationAccounts: false },
      clock: systemClock,
      log: silentLogger(),
      metricsOf,
    });
    return host;
  };

  const sell = (text: string) =>
    dependencies.store.transaction(async (transaction) => {
      const emitter = dependencies.emitterFor(shop);
      const of = { orderingKey: text, cause: sampleCall() };
      transaction.send(
        ...emitter.event('bought', { text }, of),
        emitter.notify('Receipt', { text }, { ...of, recipient: 'BE1' }),
      );
    });

  it('carries an event to every subscriber, here and on other platforms, and a notification to its gateway', async () => {
    const got: Delivered[] = [];
    const take = async (messages: readonly Delivered[]) => void got.push(...messages);
    await start([shopModule(), module(desk, { subscriptions: { 'shop.bought': take } })]);
    await sell('one');
    await eventually('all three', () => got.length === 1 && remote.length === 2);
    assert.deepEqual([got[0]?.name, got[0]?.content], ['shop.bought', { text: 'one' }]);
    const far = remote.map(({ to, subscriber, messages }) => [
      to,
      subscriber,
      messages[0]?.name,
      messages[0]?.recipient,
    ]);
    assert.deepEqual(far.sort(), [
      ['shared-services', 'ledger', 'shop.bought', undefined],
      ['speed2ng', 'speed2ng', 'shop.Receipt', 'BE1'],
    ]);
  });

  it('what a process did not deliver any more, the next one does', async () => {
    await start([shopModule()], [shop]);
    const { store } = dependencies;
    await store.transaction(async (transaction) =>
      transaction.send(sampleMessage({ name: 'shop.bought', subscriber: 'desk' })),
    );
    await host!.stop();
    const got: string[] = [];
    await start([
      shopModule(),
      module(desk, {
        subscriptions: { 'shop.bought': async (messages) => void got.push(...messages.map((one) => one.name)) },
      }),
    ]);
    await eventually('the message', () => got.length === 1);
  });

  it('hands a batch over run by run of the same name, in its order; "*" takes what has no subscription of its own', async () => {
    const runs: string[] = [];
    const note = (by: string) => async (messages: readonly Delivered[]) =>
      void runs.push(`${by}: ${messages.map(({ name }) => name).join(' ')}`);
    const both = listener('ledger', 'shared-services', ['shop.bought', 'shop.closed']);
    await start([module(both, { subscriptions: { 'shop.bought': note('bought'), '*': note('rest') } })]);
    const names = ['shop.bought', 'shop.bought', 'shop.closed', 'shop.closed', 'shop.bought', 'shop.closed'];
    await host!.deliver(
      'ledger',
      names.map((name) => delivered({ name })),
    );
    assert.deepEqual(runs, [
      'bought: shop.bought shop.bought',
      'rest: shop.closed shop.closed',
      'bought: shop.bought',
      'rest: shop.closed',
    ]);
  });

  it('a message that nobody here subscribes to fails, and so does one to nobody', async () => {
    await start([module(desk, { subscriptions: { 'shop.bought': noop } })]);
    await assert.rejects(
      host!.deliver('desk', [delivered({ name: 'shop.closed' })]),
      /no subscription for shop.closed/,
    );
    await assert.rejects(host!.deliver('nobody', [delivered()]), /nobody is called nobody/);
  });

  it('takes from another platform only what is for an application of this process', async () => {
    await start([module(desk, { subscriptions: { 'shop.bought': noop } })]);
    const message = delivered({ name: 'shop.bought', subscriber: 'desk' });
    assert.equal(host!.mayDeliver('cdco', 'desk', [message]), true);
    assert.equal(host!.mayDeliver('cdco', 'ledger', [{ ...message, subscriber: 'ledger' }]), false);
    assert.equal(host!.mayDeliver('speed2ng', 'desk', [message]), false);
  });

  it('carries a call to the operation here, or to its platform, and counts it under the platform it runs on', async () => {
    await start([shopModule()]);
    const trader = { circle: 'untrusted', party: 'BE1', profiles: ['declarant'], subject: '' } as const;
    const call = sampleCall({ caller: trader, via: 'speed2ng' });
    assert.deepEqual(await host!.carryFrom('speed2ng')('shop.look', { value: 1 }, call), { value: 'seen' });
    assert.match(await metrics.get('cdco')!.registry.metrics(), /duration_seconds_count\{[^}]*"shop.look"/);
    await host!.stop();
    await start([module(speed2ng, { subscriptions: { '*': noop } })]);
    assert.equal(await host!.carryFrom('speed2ng')('shop.look', { value: 1 }, call), 'from afar');
    assert.deepEqual(remoteCalls, ['cdco shop.look']);
    await assert.rejects(host!.carryFrom('speed2ng')('shop.sell', {}, call), { code: 'OPERATION_UNKNOWN' });
  });

  it('a gateway cannot speak for an application of another platform', async () => {
    await start([shopModule()]);
    const of = (peer: string) =>
      sampleCall({ caller: { circle: 'central', party: 'desk', profiles: ['desk'], subject: '' }, via: peer });
    assert.deepEqual(await host!.dispatch('shop.look', {}, of('cdco'), 'cdco'), { value: 'seen' });
    await assert.rejects(host!.dispatch('shop.look', {}, of('speed2ng'), 'speed2ng'), { code: 'CALLER_NOT_ADMITTED' });
  });

  it('the figures of a queue are those of its outbox', async () => {
    await start([shopModule()], [shop, speed2ng, ccn2ng]);
    const text = await metrics.get('cdco')!.registry.metrics();
    assert.match(
      text,
      /portorium_queue_depth\{component="shop",subscriber="speed2ng",priority="A",platform="cdco"\} 0/,
    );
  });

  it('an application that is not whole stops the start, and what had begun is ended', async () => {
    let stopped = 0;
    const stop = async () => {
      stopped += 1;
    };
    const begun = module(desk, { subscriptions: { 'shop.bought': noop }, stop });
    await assert.rejects(start([begun, module(shop, { handlers: {}, stop })]), /shop is not whole/);
    assert.equal(stopped, 2);
  });

  it('work that must precede the first call is done before the start has ended', async () => {
    const steps: string[] = [];
    await start([
      shopModule({ ready: async () => void steps.push('ready'), stop: async () => void steps.push('stopped') }),
    ]);
    assert.deepEqual(steps, ['ready']);
    await host!.stop();
    assert.deepEqual(steps, ['ready', 'stopped']);
    host = undefined;
  });
});
