/** The register on a real database, and a Keycloak that fails in every way that one can. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { systemClock } from '../../../../shared-services/kit/clock.ts';
import { gaugesOf } from '../../../../shared-services/kit/gauges.ts';
import { silentLogger } from '../../../../shared-services/kit/logging.ts';
import { createMetrics } from '../../../../shared-services/kit/metrics.ts';
import { eventually } from '../../../../shared-services/kit/test-support/samples.ts';
import type { ApiClientView } from '../api-client-view.ts';
import { createBell } from '../bell.ts';
import { markOf } from '../storage/carried.ts';
import { keyPair, type Scene, startScene } from '../test-support/scene.ts';
import { createAdministration } from './administration.ts';
import { type KeycloakDouble, startKeycloakDouble } from './registrar.test-support.ts';
import { type Registrar, startRegistrar } from './registrar.ts';

const limits = { waitMs: 20, firstPauseMs: 20, longestPauseMs: 100, notTakenPauseMs: 50 };

describe('API clients carried over to a Keycloak', () => {
  let scene: Scene;
  let folder: string;
  let keyFile: string;
  let keycloak: KeycloakDouble;
  const running: Registrar[] = [];
  const metrics = createMetrics('uumds');

  before(async () => {
    scene = await startScene();
    folder = await mkdtemp(join(tmpdir(), 'portorium-registrar-'));
    keyFile = join(folder, 'registrar.key');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  });
  after(async () => {
    await scene.stop();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    keycloak = await startKeycloakDouble();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
    await keycloak.stop();
  });

  const store = () => scene.host.storeOf('credentials');
  /** Time runs, since attempts are made in time. */
  const start = () => {
    const bell = createBell();
    const ask = createAdministration({
      ...{ issuer: keycloak.issuer, keyFile, clock: systemClock, deadlineMs: 300, breakerResetMs: 50 },
    });
    const { clock } = scene;
    clock.nowAt = Math.max(clock.nowAt, Date.now());
    const registrar = startRegistrar({
      ...{ store: store(), clock: systemClock, log: silentLogger(), bell, ask, limits },
      ...{ gauge: gaugesOf(metrics.registry), counted: metrics.counted },
    });
    running.push(registrar);
    return registrar;
  };
  const carried = (clientId: string, is: (enabled: boolean | undefined) => boolean, what: string) =>
    eventually(what, async () => is(keycloak.clientNamed(clientId)?.enabled), 20_000);
  const isThere = (clientId: string) => carried(clientId, (enabled) => enabled === true, 'there and open');
  const isClosed = (clientId: string) => carried(clientId, (enabled) => enabled === false, 'there and closed');
  const isGone = (clientId: string) => carried(clientId, (enabled) => enabled === undefined, 'gone');
  const change = (operation: string, clientId: string, more: object = {}) =>
    scene.asOperator<ApiClientView>(operation, { clientId, ...more });
  const figure = async (name: string) => {
    const text = await metrics.registry.getSingleMetricAsString(name);
    return Number(/} (\S+)$/m.exec(text)?.[1] ?? Number.NaN);
  };

  it('a client is registered, suspended, resumed, rotated and revoked there as here', async () => {
    start();
    const { clientId } = await scene.register();
    await isThere(clientId);
    await change('suspendApiClient', clientId);
    await isClosed(clientId);
    await change('resumeApiClient', clientId);
    await isThere(clientId);
    const { jwk } = keyPair('next');
    await change('rotateApiClientKeys', clientId, { jwks: { keys: [jwk] }, overlapHours: 0 });
    const keys = () => keycloak.clientNamed(clientId)?.attributes?.['jwks.string'] ?? '';
    await eventually('rotated', async () => /"next"/.test(keys()) && JSON.parse(keys()).keys.length === 1, 20_000);
    await change('revokeApiClient', clientId);
    await isGone(clientId);
  });

  it('what changed while nobody carried is carried at the start, the latest state alone', async () => {
    const [one, two] = [await scene.register(), await scene.register()];
    await change('suspendApiClient', one.clientId);
    await change('resumeApiClient', one.clientId);
    await change('revokeApiClient', two.clientId);
    start();
    await isThere(one.clientId);
    await eventually('nothing waits', async () => (await figure('portorium_registrar_waiting')) === 0, 20_000);
    assert.equal(keycloak.clientNamed(two.clientId), undefined);
  });

  for (const fault of ['down', 'slow', 'unauthorised', 'half-done', 'conflict', 'refused'] as const)
    it(`${fault}: operators are answered all the same, the lag is told, and all is carried once Keycloak is well`, async () => {
      keycloak.fail(fault);
      start();
      const { clientId } = await scene.register();
      await change('suspendApiClient', clientId);
      await eventually('told', async () => (await figure('portorium_registrar_waiting')) > 0, 20_000);
      await eventually('older', async () => (await figure('portorium_registrar_oldest_seconds')) > 0, 20_000);
      const { state } = await change('resumeApiClient', clientId);
      assert.equal(state, 'active');
      keycloak.fail(undefined);
      await isThere(clientId);
      await eventually('nothing waits', async () => (await figure('portorium_registrar_waiting')) === 0, 20_000);
      assert.equal(keycloak.clients.size, new Set([...keycloak.clients.values()].map((one) => one.clientId)).size);
    });

  it('a Keycloak that is down is not pressed: the breaker opens', async () => {
    const { clientId } = await scene.register();
    keycloak.fail('down');
    start();
    await eventually('asked', async () => keycloak.asked.length >= 10, 20_000);
    assert.ok(keycloak.mostUnderWay() <= 8);
    keycloak.fail(undefined);
    await isThere(clientId);
  });

  it('a token that Keycloak no longer takes is renewed at once', async () => {
    start();
    await isThere((await scene.register()).clientId);
    keycloak.forgetTokens();
    await isThere((await scene.register()).clientId);
  });

  it('a client of the same name that is somebody else’s is not touched, and others go on', async () => {
    const { clientId } = await scene.register();
    const foreign = { id: 'foreign', clientId, enabled: true, attributes: {}, name: 'not ours' };
    keycloak.clients.set('foreign', foreign);
    start();
    await isThere((await scene.register()).clientId);
    const [row] = await scene.query<{ fault: string | null }>(
      'select fault from keycloak_client where client_id = $1',
      [clientId],
    );
    await eventually('noted', async () => {
      const [now] = await scene.query<{ fault: string | null }>(
        'select fault from keycloak_client where client_id = $1',
        [clientId],
      );
      return /somebody else/.test(now?.fault ?? row?.fault ?? '');
    });
    assert.deepEqual(keycloak.clients.get('foreign'), foreign);
    await change('revokeApiClient', clientId);
    await isThere((await scene.register()).clientId);
    assert.deepEqual(keycloak.clients.get('foreign'), foreign);
  });

  it('at the start the whole realm is held against the register; of others nothing is touched', async () => {
    const first = start();
    const ids = [];
    for (let number = 0; number < 3; number += 1) ids.push((await scene.register()).clientId);
    const [lost = '', opened = '', same = ''] = ids;
    await Promise.all(ids.map(isThere));
    await change('suspendApiClient', opened);
    await isClosed(opened);
    await first.stop();
    const mark = await markOf(store());
    const unknown = { id: 'u', clientId: 'api-unknown', enabled: true, attributes: { 'portorium.register': mark } };
    const others = [
      { id: 'o1', clientId: 'api-of-another', enabled: true, attributes: { 'portorium.register': 'other' } },
      { id: 'o2', clientId: 'invented-parcels', enabled: true, attributes: {} },
    ];
    for (const one of [unknown, ...others]) keycloak.clients.set(one.id, one);
    keycloak.clients.delete(`id-of-${lost}`);
    const tampered = keycloak.clientNamed(opened);
    keycloak.clients.set(tampered?.id ?? '', { ...tampered, enabled: true } as never);
    const untouched = structuredClone(keycloak.clientNamed(same));
    keycloak.asked.length = 0;
    start();
    await isThere(lost);
    await isClosed(opened);
    await isClosed('api-unknown');
    for (const one of others) assert.deepEqual(keycloak.clients.get(one.id), one);
    assert.deepEqual(keycloak.clientNamed(same), untouched);
  });

  it('two processes carry together, each client by one at a time', async () => {
    start();
    start();
    const clients = await Promise.all(Array.from({ length: 12 }, () => scene.register({}, { eori: 'NL0000000004' })));
    await Promise.all(clients.map(({ clientId }) => isThere(clientId)));
    const creations = keycloak.asked.filter((one) => one === 'POST clients');
    assert.equal(creations.length, new Set([...keycloak.clients.keys()]).size);
  });

  it('a key that retires is taken away when its time comes', async () => {
    start();
    const { clientId } = await scene.register();
    await isThere(clientId);
    const { jwk } = keyPair('next');
    await change('rotateApiClientKeys', clientId, { jwks: { keys: [jwk] } });
    const keys = () => JSON.parse(keycloak.clientNamed(clientId)?.attributes?.['jwks.string'] ?? '{"keys":[]}').keys;
    await eventually('both', async () => keys().length === 2, 20_000);
    await eventually('carried', async () => (await figure('portorium_registrar_waiting')) === 0, 20_000);
    // Time is not waited for: the end of the overlap is moved to now.
    await scene.query('update api_client_key set retires_at = now() where client_id = $1 and retires_at is not null', [
      clientId,
    ]);
    await scene.query('update keycloak_client set due_at = now() where client_id = $1', [clientId]);
    await eventually('one', async () => keys().length === 1, 20_000);
  });
});
