/** Sign-outs at a Keycloak, as gateways hear of them. */
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
import { createBell } from '../bell.ts';
import { type Scene, startScene } from '../test-support/scene.ts';
import { createAdministration } from './administration.ts';
import { distinct, endingOfAdministration, endingOfSignIn } from './endings.ts';
import { type KeycloakDouble, startKeycloakDouble } from './registrar.test-support.ts';
import { followSignOuts, type SignOuts } from './sign-outs.ts';

const event = { id: 'e', time: 1 };

describe('what an event of Keycloak ends', () => {
  it('a session: signed out, or a refresh token that came twice', () => {
    const session = { kind: 'session', id: 's' };
    assert.deepEqual(endingOfSignIn({ ...event, type: 'LOGOUT', sessionId: 's' }), session);
    const twice = { type: 'REFRESH_TOKEN_ERROR', sessionId: 's', error: 'invalid_token' };
    assert.deepEqual(endingOfSignIn({ ...event, ...twice }), session);
    assert.deepEqual(
      endingOfAdministration({ ...event, operationType: 'DELETE', resourcePath: 'sessions/s' }),
      session,
    );
  });

  it('what was given to a person: changed, removed, signed out or given roles by an administrator', () => {
    for (const [operationType, resourcePath] of [
      ['UPDATE', 'users/p'],
      ['DELETE', 'users/p'],
      ['ACTION', 'users/p/logout'],
      ['CREATE', 'users/p/role-mappings/realm'],
      ['DELETE', 'users/p/role-mappings/clients/c'],
    ] as const)
      assert.deepEqual(endingOfAdministration({ ...event, operationType, resourcePath }), { kind: 'subject', id: 'p' });
  });

  it('nothing: signed in, created, a mistyped client, a realm', () => {
    assert.equal(endingOfSignIn({ ...event, type: 'LOGIN', sessionId: 's' }), undefined);
    assert.equal(endingOfSignIn({ ...event, type: 'LOGOUT' }), undefined);
    const wrongClient = { type: 'REFRESH_TOKEN_ERROR', sessionId: 's', error: 'invalid_client' };
    assert.equal(endingOfSignIn({ ...event, ...wrongClient }), undefined);
    for (const [operationType, resourcePath] of [
      ['CREATE', 'users/p'],
      ['UPDATE', 'clients/c'],
      ['UPDATE', ''],
      ['DELETE', 'users/'],
    ] as const)
      assert.equal(endingOfAdministration({ ...event, operationType, resourcePath }), undefined);
  });

  it('is told once', () => {
    const one = { kind: 'session', id: 's' } as const;
    assert.deepEqual(distinct([one, undefined, { ...one }, { kind: 'subject', id: 's' }]), [
      one,
      { kind: 'subject', id: 's' },
    ]);
  });
});

describe('sign-outs at a Keycloak', () => {
  let scene: Scene;
  let folder: string;
  let keycloak: KeycloakDouble;
  let following: SignOuts | undefined;
  before(async () => {
    scene = await startScene();
    folder = await mkdtemp(join(tmpdir(), 'portorium-sign-outs-'));
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeFile(join(folder, 'key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  });
  after(async () => {
    await scene.stop();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    keycloak = await startKeycloakDouble();
  });
  afterEach(async () => {
    await following?.stop();
    await keycloak.stop();
  });

  const start = () => {
    const keyFile = join(folder, 'key');
    const ask = createAdministration({
      ...{ issuer: keycloak.issuer, keyFile, clock: systemClock, deadlineMs: 300, breakerResetMs: 50 },
    });
    following = followSignOuts({
      ...{ store: scene.host.storeOf('credentials'), clock: systemClock, log: silentLogger(), bell: createBell(), ask },
      ...{ gauge: gaugesOf(createMetrics('uumds').registry), everyMs: 20 },
    });
  };
  const standing = (id: string) =>
    scene.query<{ kind: string; believed: boolean; issued_before: Date | null; revision: string }>(
      'select kind, believed, issued_before, revision::text from standing where id = $1',
      [id],
    );
  const told = (id: string) => eventually(`${id} is told`, async () => (await standing(id)).length === 1, 20_000);

  it('end the session for gateways, those of before the start too, each once', async () => {
    keycloak.happens('events', { type: 'LOGOUT', sessionId: 'before' });
    keycloak.happens('events', { type: 'LOGOUT', sessionId: 'long-ago', time: Date.now() - 3_600_000 });
    start();
    await told('before');
    const [first] = await standing('before');
    assert.deepEqual([first?.kind, first?.believed], ['session', false]);
    keycloak.happens('events', { type: 'LOGOUT', sessionId: 'later' });
    await told('later');
    assert.deepEqual((await standing('before'))[0]?.revision, first?.revision);
    assert.deepEqual(await standing('long-ago'), []);
  });

  it('a person whom an administrator has changed needs new tokens', async () => {
    start();
    keycloak.happens('admin-events', { operationType: 'UPDATE', resourcePath: 'users/person' });
    await told('person');
    const [row] = await standing('person');
    assert.deepEqual([row?.kind, row?.believed], ['subject', true]);
    assert.ok((row?.issued_before?.getTime() ?? 0) > Date.now() - 60_000);
  });

  it('more than a page of them, and those of a time when Keycloak could not be asked, are heard', async () => {
    start();
    keycloak.fail('down');
    for (let number = 0; number < 450; number += 1)
      keycloak.happens('events', { type: 'LOGOUT', sessionId: `many-${number}` });
    keycloak.fail(undefined);
    await Promise.all([told('many-0'), told('many-449')]);
    const [{ count = 0 } = {}] = await scene.query<{ count: number }>(
      "select count(*)::int as count from standing where id like 'many-%'",
    );
    assert.equal(count, 450);
  });
});
