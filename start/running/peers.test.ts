/**
 * Calls between platforms, tried with the certificates of all of them: each certificate, at each operation of each
 * contract, in the name of each kind of caller. What is carried out is what the contracts grant; the table is made from
 * them. Calls share frames, so that a frame which is granted in part is carried out in part.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../journeys/support/constellation.ts';
import { ensureDevelopmentCertificates } from '../../platforms/uumds/certificate-authority/development.ts';
import { revoke } from '../../platforms/uumds/certificate-authority/operations.ts';
import type { Settings } from '../../platforms/uumds/certificate-authority/settings.ts';
import { discoverContracts } from '../../reference-architecture/catalogue/discover.ts';
import { type Application, operationsOf } from '../../reference-architecture/contract/language.ts';
import type { Caller } from '../../shared-services/kit/call.ts';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { mayDeliverBy } from '../../shared-services/kit/host/delivery.ts';
import type { Host } from '../../shared-services/kit/host/host.ts';
import { defaultRevocationPolicy } from '../../shared-services/kit/identity/revocation.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { createMetrics } from '../../shared-services/kit/metrics.ts';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import { createRpcClient, type RpcClient } from '../../shared-services/kit/rpc/client.ts';
import { clientMutualTls } from '../../shared-services/kit/rpc/credentials.ts';
import { createDispatch, type Hosted } from '../../shared-services/kit/rpc/dispatch.ts';
import { readSettings } from '../../shared-services/kit/settings.ts';
import type { Delivered } from '../../shared-services/kit/store/records.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import { sampleCall, sampleMessage } from '../../shared-services/kit/test-support/samples.ts';
import { fromDevelopmentAuthority, type PlatformCertificates } from '../certificates.ts';
import { root } from '../root.ts';
import { settings as known } from '../settings.ts';
import { platformServices } from '../world.ts';
import { createStops, type Stops } from './ending.ts';
import { createPeers } from './peers.ts';

const log = silentLogger();

/** Written once more, from the words of the rule: a circle comes in by its gateway, a platform speaks for its own. */
const entranceOf = { untrusted: 'speed2ng', trusted: 'ccn2ng', administrators: 'shared-services' } as const;

describe('calls between platforms, by every certificate', function () {
  this.timeout(60_000);
  let directory: string;
  let catalogue: readonly Application[];
  let certificates: PlatformCertificates;
  let address: string;
  const stops: Stops = createStops();
  const carriedOut: string[] = [];
  const delivered: string[] = [];
  const clients: RpcClient[] = [];

  const authority = (): Settings => ({
    ...{ directory, clock: systemClock, log, keyType: 'EC-P256', services: platformServices },
    ...{ memberStates: ['BE'], hosts: ['localhost', '127.0.0.1', '::1'] },
  });

  /** A process that performs everything, and notes what it was let do. */
  const hostOf = (): Pick<Host, 'dispatch' | 'mayDeliver' | 'deliver'> => {
    const store = { audit: async () => {} } as unknown as Store;
    const perform = async (request: unknown) => void carriedOut.push(String((request as { tag: string }).tag));
    const operations = new Map<string, Hosted>(
      catalogue.flatMap(operationsOf).map((placed) => {
        const hosted = { handlers: { [placed.name]: perform }, subscriptions: {} };
        return [placed.id, { placed, hosted, store } as unknown as Hosted];
      }),
    );
    const platformOf = (name: string) => catalogue.find((contract) => contract.name === name)?.platform;
    const { operations: metrics } = createMetrics('cdco');
    return {
      dispatch: createDispatch({ operations, platformOf, clock: systemClock, log, metrics }),
      mayDeliver: mayDeliverBy(catalogue),
      deliver: async (subscriber, messages) => void delivered.push(`${messages[0]?.name} to ${subscriber}`),
    };
  };

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'portorium-peers-'));
    catalogue = (await discoverContracts(root)).map(({ contract }) => contract);
    const options = { policy: defaultRevocationPolicy, listUrls: [], clock: systemClock, log };
    certificates = await fromDevelopmentAuthority(authority(), options);
    const loop = certificates.keepCurrent();
    stops.add(() => loop.stop());
    address = `localhost:${await freePort()}`;
    const settings = readSettings(known, { PORTORIUM_CDCO_RPC_ADDRESS: address });
    const common = {
      settings,
      certificates,
      catalogue,
      clock: systemClock,
      log,
      metrics: createMetrics('cdco'),
      stops,
    };
    await createPeers({ ...common, speaker: 'cdco' }).takeCalls(hostOf() as Host);
  });
  after(async () => {
    for (const client of clients) client.stop();
    await stops.stop();
    await rm(directory, { recursive: true });
  });

  const clientWith = (pem: { readonly key: string; readonly cert: string }): RpcClient => {
    const client = createRpcClient({
      platform: 'cdco',
      address,
      credentials: clientMutualTls({ ...pem, ca: certificates.trustAnchor }, () => undefined),
      isBatched: () => true,
      clock: systemClock,
      metrics: createMetrics('test'),
      resetTimeoutMs: 10,
    });
    clients.push(client);
    return client;
  };

  /** One of each kind of caller that any contract admits, and one that none does. */
  const callers = (): Caller[] => {
    const named = new Map<string, Caller>();
    for (const { operation } of catalogue.flatMap(operationsOf))
      for (const { circle, profiles } of operation.audience)
        for (const profile of [...profiles, 'nobody'])
          named.set(`${circle} ${profile}`, { circle, party: 'X', profiles: [profile], subject: 'x' });
    return [...named.values()];
  };

  const platformOfProfile = (profile: string): string | undefined =>
    platformServices.includes(profile) ? profile : catalogue.find(({ name }) => name === profile)?.platform;

  it('carry out what the contracts grant to the caller through that platform, and nothing else', async () => {
    const wrong: string[] = [];
    let granted = 0;
    for (const platform of platformServices) {
      const client = clientWith(certificates.service(platform));
      for (const caller of callers()) {
        const [profile = ''] = caller.profiles;
        const comesBy = caller.circle === 'central' ? platformOfProfile(profile) : entranceOf[caller.circle];
        const attempts = catalogue.flatMap(operationsOf).map(async ({ id, operation }) => {
          const tag = `${platform} ${caller.circle} ${profile} ${id}`;
          const isNamed = operation.audience.some(
            (one) => one.circle === caller.circle && one.profiles.includes(profile),
          );
          const expected = isNamed && comesBy === platform ? 'done' : 'CALLER_NOT_ADMITTED';
          const outcome = await client.call(id, { tag }, sampleCall({ caller, via: platform })).then(
            () => 'done',
            (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
          );
          if (outcome !== expected || carriedOut.includes(tag) !== (expected === 'done'))
            wrong.push(`${tag}: ${outcome}`);
          if (expected === 'done') granted += 1;
        });
        await Promise.all(attempts);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(granted > 20, `${granted} were carried out`);
  });

  it('are not taken with a certificate for something else, of another circle, or of a public address', async () => {
    const made = await ensureDevelopmentCertificates(authority());
    const BE = made.memberState('BE');
    const gateway = made.gateway('speed2ng');
    for (const [what, pem] of [
      ['pushes', certificates.service('ccn2ng', 'push')],
      ['a Member State', { key: BE.key, cert: BE.certificate }],
      ['a public address', { key: gateway.key, cert: gateway.certificate }],
    ] as const) {
      const seen = carriedOut.length;
      const client = clientWith(pem);
      // What CCN2ng itself may bring: only the certificate speaks against it.
      for (const { id, operation } of catalogue.flatMap(operationsOf)) {
        const { profiles = [] } = operation.audience.find(({ circle }) => circle === 'trusted') ?? {};
        if (profiles.length === 0) continue;
        const caller: Caller = { circle: 'trusted', party: 'BE', profiles: [...profiles], subject: 'x' };
        const call = sampleCall({ caller, via: 'ccn2ng', deadlineAtMs: Date.now() + 2000 });
        await assert.rejects(client.call(id, { tag: what }, call), { code: 'SERVICE_UNAVAILABLE' }, `${what} ${id}`);
      }
      assert.equal(carriedOut.length, seen, what);
    }
  });

  it('are not made to a platform that is another one than was meant, though its certificate is good', async () => {
    const settings = readSettings(known, { PORTORIUM_UUMDS_RPC_ADDRESS: address, PORTORIUM_CDCO_RPC_ADDRESS: address });
    const metrics = createMetrics('ccn2ng');
    const shared = { settings, certificates, catalogue, clock: systemClock, log, metrics, stops };
    const peers = createPeers({ ...shared, speaker: 'ccn2ng' });
    const [placed] = catalogue
      .flatMap(operationsOf)
      .filter(({ operation }) => operation.audience.some(({ circle }) => circle === 'trusted'));
    const [profile = ''] = placed!.operation.audience.find(({ circle }) => circle === 'trusted')!.profiles;
    const caller: Caller = { circle: 'trusted', party: 'BE', profiles: [profile], subject: 'x' };
    const call = () => sampleCall({ caller, via: 'ccn2ng' });
    await peers.remoteOf('cdco').call(placed!.id, { tag: 'as meant' }, call());
    await assert.rejects(peers.remoteOf('uumds').call(placed!.id, { tag: 'not as meant' }, call()), {
      code: 'SERVICE_UNAVAILABLE',
    });
    assert.deepEqual([carriedOut.includes('as meant'), carriedOut.includes('not as meant')], [true, false]);
  });

  it('bring messages of the platform’s own applications only', async () => {
    const messages = catalogue.flatMap((contract) =>
      Object.keys(contract.events).map((event) => ({ platform: contract.platform, name: `${contract.name}.${event}` })),
    );
    const subscribers = catalogue.map(({ name }) => name);
    for (const platform of platformServices) {
      const client = clientWith(certificates.service(platform));
      for (const { platform: owner, name } of messages)
        for (const subscriber of subscribers) {
          const message: Delivered = { ...sampleMessage({ name, subscriber }), sentAtMs: 1 };
          const hears = catalogue.find((one) => one.name === subscriber)?.subscribes.includes(name) ?? false;
          const outcome = await client.deliver(subscriber, [message]).then(
            () => true,
            () => false,
          );
          assert.equal(outcome, owner === platform && hears, `${name} to ${subscriber} by ${platform}`);
        }
    }
    assert.ok(delivered.length > 0);
  });

  it('end with the certificate’s revocation, on the connection at hand', async () => {
    const [placed] = catalogue
      .flatMap(operationsOf)
      .filter(({ operation }) => operation.audience.some(({ circle }) => circle === 'trusted'));
    const [profile = ''] = placed!.operation.audience.find(({ circle }) => circle === 'trusted')!.profiles;
    const client = clientWith(certificates.service('ccn2ng'));
    const caller: Caller = { circle: 'trusted', party: 'BE', profiles: [profile], subject: 'x' };
    const ask = () => client.call(placed!.id, { tag: 'revocation' }, sampleCall({ caller, via: 'ccn2ng' }));
    await ask();
    await revoke(authority(), 'services/ccn2ng', 'keyCompromise');
    const endsAtMs = performance.now() + 8000;
    for (;;) {
      const outcome = await ask().then(
        () => 'done',
        (error: unknown) => (error as Refusal).code,
      );
      if (outcome !== 'done') return assert.equal(outcome, 'SERVICE_UNAVAILABLE');
      if (performance.now() > endsAtMs) assert.fail('it went on');
    }
  });
});
