import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { base64url, type JWTPayload, SignJWT } from 'jose';
import Keycloak from 'keycloak-connect';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { silentLogger } from '../logging.ts';
import { Refusal } from '../refusal.ts';
import {
  type BearerAuthentication,
  type BearerSettings,
  createBearerAuthentication,
  verifiedTokenOf,
} from './bearer.ts';

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const ours = rsa();
const next = rsa();
const strangers = rsa();

/** A realm that does nothing but publish keys, and counts how often it is asked. */
const realm = async () => {
  const state = { asked: 0, status: 200, delayMs: 0, keys: new Map<string, KeyObject>([['key-1', ours.publicKey]]) };
  const server: Server = createServer((_request, response) => {
    state.asked += 1;
    const keys = [...state.keys].map(([kid, key]) => ({
      ...key.export({ format: 'jwk' }),
      kid,
      use: 'sig',
      alg: 'RS256',
    }));
    setTimeout(() => response.writeHead(state.status).end(JSON.stringify({ keys })), state.delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/portorium`;
  const stop = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return { state, issuer, stop };
};

const nowSeconds = () => Math.floor(Date.now() / 1000);

describe('bearer authentication', () => {
  let identity: Awaited<ReturnType<typeof realm>>;
  let clock: { offsetMs: number; nowMs: () => number };
  let bearer: BearerAuthentication;

  const settings = (): BearerSettings => ({
    issuer: identity.issuer,
    audience: 'speed2ng',
    clientId: 'portorium',
    clock,
    log: silentLogger(),
    maxCachedTokens: 100,
  });

  beforeEach(async () => {
    identity = await realm();
    clock = { offsetMs: 0, nowMs: () => Date.now() + clock.offsetMs };
    bearer = createBearerAuthentication(settings());
  });
  afterEach(() => identity.stop());

  const claims = (more: JWTPayload = {}): JWTPayload => ({
    iss: identity.issuer,
    sub: 'somebody',
    aud: ['speed2ng', 'other'],
    azp: 'invented-parcels',
    typ: 'Bearer',
    iat: nowSeconds(),
    exp: nowSeconds() + 300,
    circle: 'untrusted',
    eori: 'BE0000000001',
    realm_access: { roles: ['economic-operator'] },
    resource_access: { portorium: { roles: ['declarant'] } },
    ...more,
  });
  const sign = (payload: JWTPayload, { key = ours.privateKey, kid = 'key-1', alg = 'RS256' } = {}) =>
    new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(key);
  const authenticate = async (token: string | Promise<string>) => bearer.authenticate(`Bearer ${await token}`);
  const refused = (promise: Promise<unknown>, code: string, status = 'unauthenticated', detail = /.*/) =>
    assert.rejects(promise, (error) => {
      assert.ok(error instanceof Refusal, String(error));
      assert.deepEqual([error.code, error.status], [code, status], error.detail);
      assert.match(error.detail ?? '', detail);
      return true;
    });

  it('says who the holder is', async () => {
    const payload = claims();
    assert.deepEqual(await authenticate(sign(payload)), {
      subject: 'somebody',
      eori: 'BE0000000001',
      circle: 'untrusted',
      profiles: ['declarant'],
      realmRoles: ['economic-operator'],
      expiresAtMs: (payload.exp ?? 0) * 1000,
      issuedAtMs: (payload.iat ?? 0) * 1000,
      clientId: 'invented-parcels',
    });
  });

  it('takes the scheme in any case, and a holder without profile', async () => {
    const token = await sign(claims({ resource_access: undefined }));
    assert.deepEqual((await bearer.authenticate(`bEARER ${token}`)).profiles, []);
  });

  describe('refuses', () => {
    for (const authorization of [undefined, '', 'Bearer', 'Basic c29tZWJvZHk6eA==', 'Bearertoken'])
      it(`as missing: ${authorization}`, () => refused(bearer.authenticate(authorization), 'TOKEN_MISSING'));

    for (const garbage of ['x', 'a.b', 'a.b.c', '...', 'e30.e30.', '{}', 'eyJhbGciOiJSUzI1NiJ9.e30.AA', 'å.å.å'])
      it(`garbage: ${garbage}`, () => refused(authenticate(garbage), 'TOKEN_INVALID'));

    it('a tampered token', async () => {
      const [header, , signature] = (await sign(claims())).split('.');
      const payload = base64url.encode(JSON.stringify(claims({ eori: 'NL0000000004' })));
      await refused(authenticate(`${header}.${payload}.${signature}`), 'TOKEN_INVALID');
    });

    it('the algorithm none', async () => {
      const part = (value: unknown) => base64url.encode(JSON.stringify(value));
      for (const alg of ['none', 'None', ''])
        await refused(authenticate(`${part({ alg, kid: 'key-1' })}.${part(claims())}.`), 'TOKEN_INVALID');
    });

    it('HS256 with the public key as the secret', async () => {
      const part = (value: unknown) => base64url.encode(JSON.stringify(value));
      const signed = `${part({ alg: 'HS256', kid: 'key-1' })}.${part(claims())}`;
      const secret = ours.publicKey.export({ type: 'spki', format: 'pem' });
      const forged = createHmac('sha256', secret).update(signed).digest('base64url');
      await refused(authenticate(`${signed}.${forged}`), 'TOKEN_INVALID', 'unauthenticated', /"alg".*not allowed/);
    });

    it('an algorithm that keycloak-connect cannot verify', () =>
      refused(
        authenticate(sign(claims(), { alg: 'PS256' })),
        'TOKEN_INVALID',
        'unauthenticated',
        /"alg".*not allowed/,
      ));

    it("a stranger's signature under a known key id", () =>
      refused(authenticate(sign(claims(), { key: strangers.privateKey })), 'TOKEN_INVALID'));

    it('a token that brings its own key', async () => {
      const jwk = strangers.publicKey.export({ format: 'jwk' });
      const token = new SignJWT(claims())
        .setProtectedHeader({ alg: 'RS256', jwk: jwk as never, jku: 'http://127.0.0.1:1/' } as never)
        .sign(strangers.privateKey);
      await refused(authenticate(token), 'TOKEN_INVALID');
    });

    const wrong: [string, Record<string, unknown>, string][] = [
      ['another issuer', { iss: 'https://example.invalid/realms/portorium' }, 'TOKEN_INVALID'],
      ['another audience', { aud: 'shared-services' }, 'TOKEN_INVALID'],
      ['no audience', { aud: undefined }, 'TOKEN_INVALID'],
      ['an expired token', { exp: nowSeconds() - 60 }, 'TOKEN_EXPIRED'],
      ['one that expired within the tolerance for clocks', { exp: nowSeconds() - 1 }, 'TOKEN_EXPIRED'],
      ['one not valid yet', { nbf: nowSeconds() + 3600 }, 'TOKEN_INVALID'],
      ['no expiry', { exp: undefined }, 'TOKEN_INVALID'],
      ['an expiry that is no number', { exp: '2099' }, 'TOKEN_INVALID'],
      ['no subject', { sub: undefined }, 'TOKEN_INVALID'],
      ['an identity token', { typ: 'ID' }, 'TOKEN_INVALID'],
      ['a refresh token', { typ: 'Refresh' }, 'TOKEN_INVALID'],
      ['no type', { typ: undefined }, 'TOKEN_INVALID'],
      ['no client', { azp: undefined }, 'TOKEN_INVALID'],
      ['a client that has no name', { azp: '' }, 'TOKEN_INVALID'],
      ['a sign-in that is no text', { sid: 7 }, 'TOKEN_INVALID'],
      ['networks that are no list', { allowed_networks: '0.0.0.0/0' }, 'TOKEN_INVALID'],
      ['networks of which there are none', { allowed_networks: [] }, 'TOKEN_INVALID'],
      ['no circle', { circle: undefined }, 'TOKEN_INVALID'],
      ['the trusted circle without a Member State', { circle: 'trusted' }, 'TOKEN_INVALID'],
      ['a Member State that is no country', { circle: 'trusted', member_state: 'BEL' }, 'TOKEN_INVALID'],
      ['the central circle', { circle: 'central' }, 'TOKEN_INVALID'],
      ['two circles', { circle: ['untrusted', 'administrators'] }, 'TOKEN_INVALID'],
      ['an EORI that is none', { eori: 'be 1' }, 'TOKEN_INVALID'],
      ['roles that are no list', { resource_access: { portorium: { roles: 'declarant' } } }, 'TOKEN_INVALID'],
      ['a token bound in a way that nobody checks', { cnf: { jwe: 'x' } }, 'TOKEN_INVALID'],
      ['a token bound in two ways, one of them unknown', { cnf: { jkt: 'a'.repeat(43), kid: 'x' } }, 'TOKEN_INVALID'],
      ['a token bound to what is no thumbprint', { cnf: { jkt: 'x' } }, 'TOKEN_INVALID'],
      [
        'a token bound to a key of another kind than DPoP',
        { cnf: { jkt: 'a'.repeat(43), 'kc-jkt-type': 'attest' } },
        'TOKEN_INVALID',
      ],
      ['a kind of key without a key', { cnf: { 'kc-jkt-type': 'DPoP', 'x5t#S256': 'a'.repeat(43) } }, 'TOKEN_INVALID'],
      [
        'a token bound to no certificate, where some are registered',
        { registered_certificates: ['a'] },
        'TOKEN_INVALID',
      ],
      [
        'a token bound to another certificate than is registered',
        { cnf: { 'x5t#S256': 'a'.repeat(43) }, registered_certificates: ['b'.repeat(43)] },
        'TOKEN_INVALID',
      ],
    ];
    for (const [what, more, code] of wrong)
      it(what, async () => refused(authenticate(sign(claims(more as JWTPayload))), code));

    it('an oversized token, without looking into it', async () => {
      await refused(authenticate(sign(claims({ padding: 'x'.repeat(9000) }))), 'TOKEN_INVALID');
      assert.equal(identity.state.asked, 0);
    });

    it('an unknown key, and asks for it once in ten seconds only', async () => {
      await authenticate(sign(claims()));
      for (let count = 0; count < 5; count += 1)
        await refused(authenticate(sign(claims(), { key: next.privateKey, kid: `unknown-${count}` })), 'TOKEN_INVALID');
      assert.equal(identity.state.asked, 1);
      clock.offsetMs += 10_000;
      await refused(authenticate(sign(claims(), { key: next.privateKey, kid: 'unknown' })), 'TOKEN_INVALID');
      assert.equal(identity.state.asked, 2);
    });
  });

  it('learns a new key of the provider', async () => {
    await authenticate(sign(claims()));
    identity.state.keys = new Map([['key-2', next.publicKey]]);
    clock.offsetMs += 10_000;
    await authenticate(sign(claims(), { key: next.privateKey, kid: 'key-2' }));
    await refused(authenticate(sign(claims({ sub: 'another' }))), 'TOKEN_INVALID');
  });

  describe('when the provider is down', () => {
    it('is unavailable, with a time to ask again', async () => {
      const token = await sign(claims());
      await identity.stop();
      await refused(authenticate(token), 'IDENTITY_PROVIDER_UNAVAILABLE', 'unavailable');
    });

    it('does not wait for it longer than its deadline', async () => {
      identity.state.delayMs = 15_000;
      bearer = createBearerAuthentication({ ...settings(), deadlineMs: 100 });
      const startedMs = performance.now();
      await refused(authenticate(sign(claims())), 'IDENTITY_PROVIDER_UNAVAILABLE', 'unavailable');
      assert.ok(performance.now() - startedMs < 10_000);
    });

    it('stops asking it', async () => {
      identity.state.status = 500;
      for (let count = 0; count < 30; count += 1)
        await refused(authenticate(sign(claims())), 'IDENTITY_PROVIDER_UNAVAILABLE', 'unavailable');
      assert.ok(identity.state.asked <= 12, `asked ${identity.state.asked} times`);
    });

    it('believes the keys it has for an hour, and no longer', async () => {
      await authenticate(sign(claims()));
      identity.state.status = 503;
      clock.offsetMs = 50 * 60_000;
      await authenticate(sign(claims({ exp: nowSeconds() + 7200 })));
      clock.offsetMs = 61 * 60_000;
      await refused(
        authenticate(sign(claims({ exp: nowSeconds() + 7201 }))),
        'IDENTITY_PROVIDER_UNAVAILABLE',
        'unavailable',
      );
      identity.state.status = 200;
      clock.offsetMs += 10_000;
      await authenticate(sign(claims({ exp: nowSeconds() + 7202 })));
    });
  });

  describe('cache', () => {
    it('verifies a token once, until it expires', async () => {
      const token = await sign(claims());
      const [first, second] = await Promise.all([authenticate(token), authenticate(token)]);
      await identity.stop();
      clock.offsetMs = 299_000;
      assert.equal(await authenticate(token), first);
      assert.equal(second, first);
      clock.offsetMs = 301_000;
      await refused(authenticate(token), 'TOKEN_EXPIRED');
    });

    it('forgets the one not used for longest', async () => {
      bearer = createBearerAuthentication({ ...settings(), maxCachedTokens: 2 });
      const tokens = await Promise.all(['a', 'b', 'c'].map((sub) => sign(claims({ sub }))));
      const [a, b, c] = tokens as [string, string, string];
      const [ofA, ofB] = [await authenticate(a), await authenticate(b)];
      assert.equal(await authenticate(a), ofA);
      await authenticate(c);
      assert.equal(await authenticate(a), ofA);
      assert.notEqual(await authenticate(b), ofB);
    });

    it('does not remember what was refused', async () => {
      const token = await sign(claims({ nbf: nowSeconds() + 60 }));
      await refused(authenticate(token), 'TOKEN_INVALID');
      clock.offsetMs = 60_000;
      assert.equal((await authenticate(token)).subject, 'somebody');
    });
  });

  it('needs the address of a realm', () => {
    assert.throws(() => createBearerAuthentication({ ...settings(), issuer: 'https://example.invalid/' }), /realm/);
  });

  it('has keycloak-connect, which goes by the clock of the machine, look at each token too', async () => {
    clock.offsetMs = -600_000;
    await refused(authenticate(sign(claims({ iat: nowSeconds() - 660, exp: nowSeconds() - 60 }))), 'TOKEN_INVALID');
  });

  it('accepts what keycloak-connect, unmodified, accepts with keys that it fetched itself', async () => {
    const connect = new Keycloak(
      {},
      {
        'auth-server-url': identity.issuer.replace('/realms/portorium', ''),
        realm: 'portorium',
        resource: 'portorium',
        'bearer-only': true,
        'ssl-required': 'external',
        'confidential-port': 0,
      },
    );
    const token = await sign(claims());
    await authenticate(token);
    const grant = await connect.grantManager.createGrant({ access_token: token as never });
    assert.equal(grant.access_token?.hasRole('declarant'), true);
    assert.equal(grant.access_token?.hasRole('carrier'), false);
  });

  describe('on express', () => {
    let server: Server;
    beforeEach(async () => {
      const app = express();
      app.use(...bearer.middleware());
      app.get('/whoami', (_request, response) => void response.json(verifiedTokenOf(response)));
      const answer: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
        const code = error instanceof Refusal ? error.code : 'FAILED';
        response.status(error instanceof Refusal && error.status === 'unauthenticated' ? 401 : 500).json({ code });
      };
      app.use(answer);
      server = app.listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
    });
    afterEach(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

    const get = async (path: string, token?: string) => {
      const { port } = server.address() as AddressInfo;
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return fetch(`http://127.0.0.1:${port}${path}`, { headers });
    };

    it('lets the holder of a token through, and tells who it is', async () => {
      const response = await get('/whoami', await sign(claims()));
      assert.equal(response.status, 200);
      assert.equal(((await response.json()) as { eori: string }).eori, 'BE0000000001');
    });

    it('refuses the rest through the error handler', async () => {
      assert.deepEqual(await (await get('/whoami')).json(), { code: 'TOKEN_MISSING' });
      assert.deepEqual(await (await get('/whoami', 'x')).json(), { code: 'TOKEN_INVALID' });
    });

    it('opens none of the paths of keycloak-connect', async () => {
      const token = await sign(claims());
      for (const path of ['/k_logout', '/k_push_not_before', '/k_test', '/logout'])
        for (const method of ['GET', 'POST']) {
          const { port } = server.address() as AddressInfo;
          const headers = { authorization: `Bearer ${token}` };
          assert.equal((await fetch(`http://127.0.0.1:${port}${path}`, { method, headers })).status, 404, path);
        }
    });
  });
});
