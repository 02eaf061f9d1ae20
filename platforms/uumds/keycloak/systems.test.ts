/** Systems with keys of their own, from their registration with us to their message at a gateway, whoever gives out the tokens. */
import assert from 'node:assert/strict';
import { createHash, type KeyObject, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, decodeJwt, type JWK, SignJWT } from 'jose';
import { after, before, describe, it } from 'mocha';
import { eventually } from '../../../shared-services/kit/test-support/samples.ts';
import { authorizationUrl, redeem, tokenRequest } from '../brokering/brokering.test-support.ts';
import { Browser } from '../browser.test-support.ts';
import type { Answered } from '../credentials/test-support/constellation.ts';
import { keyPair } from '../credentials/test-support/scene.ts';
import { embeddedSystems, keycloakSystems, type Systems } from './systems.test-support.ts';

const url = (process.env['KEYCLOAK_URL'] ?? '').replace(/\/$/, '');
const adminUser = process.env['KEYCLOAK_ADMIN'] ?? 'admin';
const adminPassword = process.env['KEYCLOAK_ADMIN_PASSWORD'] ?? '';
const authority = process.env['NODE_EXTRA_CA_CERTS'] ?? '';
const clientAuthority = process.env['KEYCLOAK_CLIENT_AUTHORITY'] ?? '';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const path = '/rest/v1/credentials/api-clients';
const seconds = () => Math.floor(Date.now() / 1000);

describe(url === '' ? 'systems at the embedded provider' : `systems at the Keycloak at ${url}`, () => {
  let systems: Systems;
  before(async () => {
    systems =
      url === ''
        ? await embeddedSystems()
        : await keycloakSystems({ url, adminUser, adminPassword }, { authority, clientAuthority });
  });
  after(() => (systems as Systems | undefined)?.stop());

  const system = async (more: object = {}) => {
    const pair = keyPair('k1');
    const { clientId } = await systems.platform.register({ jwks: { keys: [pair.jwk] }, ...more });
    return { ...pair, kid: 'k1', clientId };
  };
  type System = Awaited<ReturnType<typeof system>>;
  const assertionOf = (
    { clientId, privateKey, kid }: System,
    { by = privateKey, claims = {} }: { readonly by?: KeyObject; readonly claims?: object } = {},
  ) =>
    new SignJWT({
      ...{ iss: clientId, sub: clientId, aud: systems.issuer, jti: randomUUID() },
      ...{ iat: seconds(), exp: seconds() + 60, ...claims },
    })
      .setProtectedHeader({ alg: 'ES256', kid })
      .sign(by);
  const ask = (client_assertion: string, headers: Record<string, string> = {}) =>
    systems.platform.askForToken(
      { client_assertion_type: assertionType, client_assertion },
      { url: systems.tokenEndpoint, headers },
    );
  const tokenIn = ({ body }: Answered): string => {
    assert.equal(typeof body['access_token'], 'string', JSON.stringify(body));
    return body['access_token'] as string;
  };
  /** What was committed reaches a Keycloak a moment later. */
  const soon = async (what: string, give: () => Promise<Answered>, is: (answer: Answered) => boolean) => {
    let last: Answered | undefined;
    await eventually(
      what,
      async () => {
        last = await give();
        return is(last);
      },
      20_000,
    );
    return last as Answered;
  };
  const isToken = ({ body }: Answered) => typeof body['access_token'] === 'string';
  const isRefused = ({ status, body }: Answered) =>
    (status === 400 || status === 401) &&
    ['invalid_client', 'unauthorized_client', 'invalid_request', 'invalid_grant'].includes(String(body['error']));
  const tokenFor = async (one: System) =>
    tokenIn(await soon('a token', async () => ask(await assertionOf(one)), isToken));
  const at = (gateway: number) => systems.platform.gateways[gateway]?.url ?? '';
  const list = (authorization: string, more: Parameters<Systems['platform']['send']>[1] = {}, gateway = 0) =>
    systems.platform.send(`${at(gateway)}${path}`, { ...more, headers: { authorization, ...more.headers } });
  const codeOf = ({ status, body }: Answered) => [status, body['code']];
  const proofOf = ({ jwk, privateKey }: Pick<System, 'jwk' | 'privateKey'>, claims: object) =>
    new SignJWT({ jti: randomUUID(), iat: seconds(), ...claims })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: jwk as JWK })
      .sign(privateKey);

  describe('private_key_jwt (RFC 7523)', () => {
    it('gets a token for the operator, with the profiles of the system, for its networks', async () => {
      const networks = ['127.0.0.0/8'];
      const one = await system({ networks });
      const token = await tokenFor(one);
      const {
        azp,
        eori,
        circle,
        realm_access,
        resource_access,
        aud,
        allowed_networks,
        exp = 0,
        iat = 0,
      } = decodeJwt(token);
      assert.deepEqual(
        { azp, eori, circle, realm_access, resource_access, aud: [aud].flat(), allowed_networks, lives: exp - iat },
        {
          ...{
            azp: one.clientId,
            eori: 'BE0000000001',
            circle: 'untrusted',
            aud: ['speed2ng'],
            allowed_networks: networks,
          },
          realm_access: { roles: ['economic-operator'] },
          resource_access: { portorium: { roles: ['declarant'] } },
          lives: 300,
        },
      );
      assert.equal((await list(`Bearer ${token}`)).status, 200);
    });

    it('gets none with another key, for another server, twice with one assertion, and none without an assertion', async () => {
      const one = await system();
      await tokenFor(one);
      for (const facts of [
        { by: keyPair().privateKey },
        { claims: { aud: 'https://elsewhere.example' } },
        { claims: { iat: seconds() - 120, exp: seconds() - 60 } },
        { claims: { iat: seconds() - 120, exp: seconds() + 7200 } },
        { claims: { iss: 'invented-parcels' } },
      ])
        assert.ok(isRefused(await ask(await assertionOf(one, facts))));
      const used = await assertionOf(one);
      assert.ok(isToken(await ask(used)));
      assert.ok(isRefused(await ask(used)));
      const { platform, tokenEndpoint } = systems;
      for (const form of [{ client_id: one.clientId }, { client_id: one.clientId, client_secret: 'x' }])
        assert.ok(isRefused(await platform.askForToken(form, { url: tokenEndpoint })));
    });
  });

  describe('DPoP (RFC 9449)', () => {
    const bound = async (one: System) => {
      const give = async () =>
        ask(await assertionOf(one), { dpop: await proofOf(one, { htm: 'POST', htu: systems.tokenEndpoint }) });
      return tokenIn(await soon('a bound token', give, isToken));
    };
    const ath = (token: string) => createHash('sha256').update(token).digest('base64url');
    const proofFor = (of: Pick<System, 'jwk' | 'privateKey'>, token: string, claims: object = {}) =>
      proofOf(of, { htm: 'GET', htu: `${at(0)}${path}`, ath: ath(token), ...claims });

    it('binds the token to the key; gateways take it with a proof of that key, and in no other way', async () => {
      const one = await system({ dpopRequired: true });
      const token = await bound(one);
      const { jkt } = decodeJwt(token)['cnf'] as { readonly jkt?: string };
      assert.equal(jkt, await calculateJwkThumbprint(one.jwk as JWK));
      const dpop = await proofFor(one, token);
      assert.equal((await list(`DPoP ${token}`, { headers: { dpop } })).status, 200);
      const attempts: (readonly [string, Record<string, string>])[] = [
        ['Bearer', {}],
        ['Bearer', { dpop: await proofFor(one, token) }],
        ['DPoP', {}],
        ['DPoP', { dpop: await proofFor(keyPair(), token) }],
        ['DPoP', { dpop }],
        ['DPoP', { dpop: await proofFor(one, token, { htu: `${at(1)}${path}` }) }],
        ['DPoP', { dpop: await proofFor(one, token, { ath: ath('another') }) }],
      ];
      for (const [scheme, headers] of attempts)
        assert.deepEqual(codeOf(await list(`${scheme} ${token}`, { headers })), [401, 'TOKEN_PROOF_INVALID'], scheme);
    });

    it('a system that must bind its tokens gets none without a proof, and none with a proof that came before', async () => {
      const one = await system({ dpopRequired: true });
      await bound(one);
      assert.ok(isRefused(await ask(await assertionOf(one))));
      const dpop = await proofOf(one, { htm: 'POST', htu: systems.tokenEndpoint });
      assert.ok(isToken(await ask(await assertionOf(one), { dpop })));
      assert.ok(!isToken(await ask(await assertionOf(one), { dpop })));
    });
  });

  describe('mutual TLS (RFC 8705)', () => {
    before(function () {
      if (url === '' || clientAuthority !== '') return;
      process.stderr.write('SKIPPED mutual TLS, because no --client-authority is named that this Keycloak trusts\n');
      this.skip();
    });
    const withCertificate = async (commonName: string) => {
      const { pem, keyPem } = await systems.certificate(commonName);
      const more = { authentication: 'self_signed_tls_client_auth', jwks: undefined, certificate: pem };
      const { clientId } = await systems.platform.register(more);
      return { clientId, agent: systems.platform.agentWith({ key: keyPem, cert: pem }) };
    };
    type WithCertificate = Awaited<ReturnType<typeof withCertificate>>;
    const askWith = ({ clientId, agent }: WithCertificate) =>
      systems.platform.askForToken({ client_id: clientId }, { url: systems.mutualTlsEndpoint, agent });
    const tokenWith = async (one: WithCertificate) => tokenIn(await soon('a token', () => askWith(one), isToken));

    it('binds the token to the certificate; gateways take it on a connection with that one, and on no other', async () => {
      const [one, other] = [await withCertificate('one'), await withCertificate('other')];
      const token = await tokenWith(one);
      assert.match((decodeJwt(token)['cnf'] as Record<string, string>)['x5t#S256'] ?? '', /^[\w-]{43}$/);
      assert.equal((await list(`Bearer ${token}`, { agent: one.agent })).status, 200);
      for (const more of [{}, { agent: other.agent }])
        assert.deepEqual(codeOf(await list(`Bearer ${token}`, more)), [401, 'TOKEN_PROOF_INVALID']);
    });

    it('another certificate, or none, gets no token', async () => {
      const [one, other] = [await withCertificate('one'), await withCertificate('other')];
      await tokenWith(one);
      for (const agent of [other.agent, systems.platform.agentWith()])
        assert.ok(isRefused(await askWith({ ...one, agent })));
    });

    it('a certificate with the same name that nobody registered opens no gateway', async () => {
      const one = await withCertificate('namesake');
      await tokenWith(one);
      const { pem, keyPem } = await systems.certificate('namesake');
      const agent = systems.platform.agentWith({ key: keyPem, cert: pem });
      const answer = await askWith({ ...one, agent });
      if (!isToken(answer)) return assert.ok(isRefused(answer));
      // Keycloak looks at the name alone.
      assert.deepEqual(codeOf(await list(`Bearer ${tokenIn(answer)}`, { agent })), [401, 'TOKEN_INVALID']);
    });

    it('a renewed certificate with the same name is taken, the old one for its overlap', async () => {
      const one = await withCertificate('renewed');
      await tokenWith(one);
      const { pem, keyPem } = await systems.certificate('renewed');
      await systems.platform.change('rotateApiClientKeys', { clientId: one.clientId, certificate: pem });
      const next = { ...one, agent: systems.platform.agentWith({ key: keyPem, cert: pem }) };
      for (const { agent } of [one, next]) {
        const admits = async () => {
          const answer = await askWith({ ...one, agent });
          return isToken(answer) && (await list(`Bearer ${tokenIn(answer)}`, { agent })).status === 200;
        };
        await eventually('taken', admits, 20_000);
      }
    });
  });

  describe('the register', () => {
    const refusedSoon = (one: System) => soon('no token', async () => ask(await assertionOf(one)), isRefused);

    it('suspended: no token, and those given out are refused; resumed: tokens again', async () => {
      const one = await system();
      const { clientId } = one;
      const token = await tokenFor(one);
      await systems.platform.change('suspendApiClient', { clientId });
      await refusedSoon(one);
      await eventually('refused', async () => (await list(`Bearer ${token}`)).body['code'] === 'TOKEN_REVOKED');
      await systems.platform.change('resumeApiClient', { clientId });
      await tokenFor(one);
      const admitted = async () => (await list(`Bearer ${await tokenFor(one)}`)).status === 200;
      await eventually('admitted', admitted, 20_000);
      assert.equal((await list(`Bearer ${token}`)).body['code'], 'TOKEN_REVOKED');
    });

    it('rotated at once: the old key gets nothing, the new one tokens; with an overlap both', async () => {
      const one = await system();
      const { clientId } = one;
      await tokenFor(one);
      const second = { ...one, ...keyPair('k2'), kid: 'k2' };
      const third = { ...one, ...keyPair('k3'), kid: 'k3' };
      await systems.platform.change('rotateApiClientKeys', { clientId, jwks: { keys: [second.jwk] } });
      await tokenFor(second);
      await tokenFor(one);
      await systems.platform.change('rotateApiClientKeys', { clientId, jwks: { keys: [third.jwk] }, overlapHours: 0 });
      await tokenFor(third);
      await refusedSoon(one);
      await refusedSoon(second);
    });

    it('revoked: gone for good', async () => {
      const one = await system();
      const token = await tokenFor(one);
      await systems.platform.change('revokeApiClient', { clientId: one.clientId });
      await refusedSoon(one);
      await eventually('refused', async () => (await list(`Bearer ${token}`)).body['code'] === 'TOKEN_REVOKED');
    });
  });

  const signedIn = async () => {
    const browser = new Browser(systems.issuer);
    const form = await browser.open(authorizationUrl(systems.issuer));
    const { name: username, password } = systems.person;
    const tokens = await redeem(systems.issuer, await browser.submit(form, { username, password }));
    const authorization = `Bearer ${tokens.access_token}`;
    // An administrator's change of the moment before may still be on its way.
    return { browser, tokens, authorization, call: (gateway: number) => list(authorization, {}, gateway) };
  };
  const signedInAndKnown = async () => {
    let one = await signedIn();
    await eventually(
      'admitted',
      async () => {
        if ((await one.call(0)).status === 200 && (await one.call(1)).status === 200) return true;
        one = await signedIn();
        return false;
      },
      20_000,
    );
    return one;
  };
  type SignedIn = Awaited<ReturnType<typeof signedIn>>;
  const refusedEverywhere = ({ call }: SignedIn) =>
    Promise.all(
      [0, 1].map((gateway) =>
        eventually('refused', async () => (await call(gateway)).body['code'] === 'TOKEN_REVOKED', 20_000),
      ),
    );

  describe('a person', () => {
    it('who signs out is refused by every gateway, with the token that she still has', async () => {
      const one = await signedInAndKnown();
      const query = new URLSearchParams({ id_token_hint: one.tokens.id_token });
      const page = await one.browser.open(`${systems.issuer}/protocol/openid-connect/logout?${query}`);
      // The embedded provider asks first.
      if (/<form/.test(page.text)) await one.browser.submit(page, { logout: 'yes' });
      await refusedEverywhere(one);
    });

    it('whose refresh token comes twice is refused: one of the two who had it is a thief', async () => {
      const one = await signedInAndKnown();
      const form = { grant_type: 'refresh_token', refresh_token: one.tokens.refresh_token };
      assert.equal((await tokenRequest(systems.issuer, form)).status, 200);
      assert.equal((await tokenRequest(systems.issuer, form)).body.error, 'invalid_grant');
      await refusedEverywhere(one);
    });
  });

  /** Of a Keycloak alone: that of the embedded provider is the register itself. */
  const describeKeycloak = url === '' ? () => undefined : describe;

  describeKeycloak('in Keycloak', () => {
    interface Known {
      readonly id: string;
      readonly enabled: boolean;
    }
    const known = async (clientId: string) => {
      const [found] = (await systems.ask?.<Known[]>('GET', `/clients?clientId=${clientId}`)) ?? [];
      return found;
    };

    it('a revoked client is removed, a suspended one is there and closed', async () => {
      const [revoked, suspended] = [await system(), await system()];
      await tokenFor(revoked);
      await tokenFor(suspended);
      await systems.platform.change('revokeApiClient', { clientId: revoked.clientId });
      await systems.platform.change('suspendApiClient', { clientId: suspended.clientId });
      await eventually('removed', async () => (await known(revoked.clientId)) === undefined, 20_000);
      await eventually('closed', async () => (await known(suspended.clientId))?.enabled === false, 20_000);
    });

    it('a person whom an administrator signs out, or closes, is refused by every gateway', async () => {
      const ofPerson = async () => {
        const [user] = (await systems.ask?.<{ id: string }[]>('GET', `/users?username=${systems.person.name}`)) ?? [];
        return user;
      };
      const user = await ofPerson();
      const one = await signedInAndKnown();
      await systems.ask?.('POST', `/users/${user?.id}/logout`);
      await refusedEverywhere(one);
      const two = await signedInAndKnown();
      await systems.ask?.('PUT', `/users/${user?.id}`, { ...user, enabled: false });
      await refusedEverywhere(two);
      await systems.ask?.('PUT', `/users/${user?.id}`, { ...user, enabled: true });
    });

    it('the registrar’s account can do nothing but what it is for', async () => {
      const { platform, issuer } = systems;
      const { keyFile } = platform.foreign ?? { keyFile: '' };
      const { createAdministration } = await import('../credentials/registrar/administration.ts');
      const registrar = createAdministration({ issuer, keyFile, clock: { nowMs: () => Date.now() } });
      assert.equal((await registrar('GET', '/clients?first=0&max=1')).status, 200);
      for (const [method, below, body] of [
        ['GET', '/users?max=1', undefined],
        ['POST', '/users', { username: 'somebody' }],
        ['PUT', '', { displayName: 'changed' }],
        ['POST', '/roles', { name: 'other' }],
        ['GET', '/identity-provider/instances/be', undefined],
      ] as const)
        await assert.rejects(registrar(method, below, body), /403/, `${method} ${below}`);
    });
  });
});
