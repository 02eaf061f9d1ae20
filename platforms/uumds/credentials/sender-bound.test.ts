/** From the registration of a system to its message at a gateway: real keys, real TLS, the real provider. */
import assert from 'node:assert/strict';
import { createHash, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { base64url, calculateJwkThumbprint, decodeJwt, type JWK, SignJWT } from 'jose';
import { eventually } from '../../../shared-services/kit/test-support/samples.ts';
import { authorizationUrl, redirectUri, verifier } from '../brokering/brokering.test-support.ts';
import { Browser } from '../browser.test-support.ts';
import { certify } from './test-support/certificates.ts';
import {
  type Answered,
  type Constellation,
  commonOrigin,
  startCredentialsConstellation,
} from './test-support/constellation.ts';
import { keyPair } from './test-support/scene.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const path = '/rest/v1/credentials/api-clients';
const seconds = () => Math.floor(Date.now() / 1000);

describe('systems with keys of their own', () => {
  let platform: Constellation;
  before(async () => {
    platform = await startCredentialsConstellation();
  });
  after(() => platform.stop());

  const system = async (more: object = {}) => {
    const pair = keyPair('k1');
    const client = await platform.register({ jwks: { keys: [pair.jwk] }, ...more });
    return { ...pair, clientId: client.clientId };
  };
  type System = Awaited<ReturnType<typeof system>>;

  interface AssertionFacts {
    readonly header?: object;
    readonly claims?: object;
    readonly by?: KeyObject;
  }
  const assertionOf = ({ clientId, privateKey }: System, { header, claims, by = privateKey }: AssertionFacts = {}) =>
    new SignJWT({
      ...{ iss: clientId, sub: clientId, aud: platform.uumds.issuer, jti: platform.newId() },
      ...{ iat: seconds(), exp: seconds() + 60, ...claims },
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1', ...header })
      .sign(by);
  const ask = (assertion: string, headers: Record<string, string> = {}) =>
    platform.askForToken({ client_assertion_type: assertionType, client_assertion: assertion }, { headers });
  const tokenOf = ({ body }: Answered): string => {
    assert.equal(typeof body.access_token, 'string', JSON.stringify(body));
    return body.access_token as string;
  };
  const tokenFor = async (of: System) => tokenOf(await ask(await assertionOf(of)));

  const proofOf = ({ jwk, privateKey }: Pick<System, 'jwk' | 'privateKey'>, claims: object) =>
    new SignJWT({ jti: platform.newId(), iat: seconds(), ...claims })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: jwk as JWK })
      .sign(privateKey);
  const ath = (token: string) => createHash('sha256').update(token).digest('base64url');
  const boundTokenFor = async (of: System) => {
    const proof = await proofOf(of, { htm: 'POST', htu: platform.tokenEndpoint });
    return ask(await assertionOf(of), { dpop: proof });
  };

  const at = (gateway: number) => platform.gateways[gateway]?.url ?? '';
  const list = (authorization: string, headers: Record<string, string> = {}, gateway = 0) =>
    platform.send(`${at(gateway)}${path}`, { headers: { authorization, ...headers } });
  const outcome = ({ status, body, headers }: Answered) => [status, body.code, headers['www-authenticate']];

  describe('private_key_jwt (RFC 7523)', () => {
    it('2.2: a signed assertion gets a token that speaks for the operator with the profiles of the system', async () => {
      const one = await system();
      const token = await tokenFor(one);
      const { azp, eori, circle, resource_access, aud, exp = 0, iat = 0 } = decodeJwt(token);
      assert.deepEqual(
        { azp, eori, circle, resource_access, aud, livesSeconds: exp - iat },
        {
          azp: one.clientId,
          eori: 'BE0000000001',
          circle: 'untrusted',
          resource_access: { portorium: { roles: ['declarant'] } },
          aud: ['speed2ng'],
          livesSeconds: 300,
        },
      );
      assert.equal((await list(`Bearer ${token}`)).status, 200);
    });

    it('no token outlives its client', async () => {
      const validUntil = new Date(Date.now() + 60_000).toISOString().replace(/\.\d+/, '');
      const { exp = 0, iat = 0 } = decodeJwt(await tokenFor(await system({ validUntil })));
      assert.ok(exp * 1000 <= Date.parse(validUntil) && exp - iat >= 55, `${exp - iat} s`);
    });

    const refused: readonly (readonly [what: string, facts: () => AssertionFacts])[] = [
      ['3: by another key', () => ({ by: keyPair().privateKey })],
      ['3: for another server', () => ({ claims: { aud: 'https://elsewhere.example' } })],
      ['3: that has expired', () => ({ claims: { iat: seconds() - 120, exp: seconds() - 60 } })],
      ['3: that lives for two hours', () => ({ claims: { exp: seconds() + 7200 } })],
      [
        '3: that was made long ago, whatever its end',
        () => ({ claims: { iat: seconds() - 400, exp: seconds() + 60 } }),
      ],
      ['3: that says an hour and not when it was made', () => ({ claims: { iat: undefined, exp: seconds() + 3600 } })],
      ['3: without an end', () => ({ claims: { exp: undefined } })],
      ['3: without a name', () => ({ claims: { jti: undefined } })],
      ['3: in the name of another client', () => ({ claims: { iss: 'invented-parcels' } })],
    ];
    for (const [what, facts] of refused)
      it(`${what}: refused`, async () => {
        const { status, body } = await ask(await assertionOf(await system(), facts()));
        assert.deepEqual([status, body.error], [401, 'invalid_client']);
      });

    it('3: one that ends in an hour, as libraries write it by themselves, counts while it is new', async () => {
      const assertion = await assertionOf(await system(), { claims: { exp: seconds() + 3600 } });
      assert.equal((await ask(assertion)).status, 200);
      assert.equal((await ask(assertion)).body.error, 'invalid_client', 'and once');
    });

    it('3: who has proved to be the client is told why it gets no token', async () => {
      const { body } = await ask(await assertionOf(await system(), { claims: { exp: seconds() + 7200 } }));
      assert.match(body.error_description as string, /too far away/);
    });

    it('3: an assertion that comes twice, one after the other or at once, gets one token', async () => {
      const one = await system();
      const [first, second] = [await assertionOf(one), await assertionOf(one)];
      const answers = [await ask(first), await ask(first), ...(await Promise.all([ask(second), ask(second)]))];
      const statuses = answers.map(({ status }) => (status === 200 ? 'token' : 'none'));
      assert.deepEqual(statuses.slice(0, 2), ['token', 'none']);
      assert.deepEqual(statuses.slice(2).toSorted(), ['none', 'token']);
    });

    it('alg none and shared secrets are refused', async () => {
      const one = await system();
      const claims = {
        iss: one.clientId,
        sub: one.clientId,
        aud: platform.uumds.issuer,
        jti: 'x',
        exp: seconds() + 60,
      };
      const none = `${[{ alg: 'none' }, claims].map((part) => base64url.encode(JSON.stringify(part))).join('.')}.`;
      const publicKeyAsSecret = new TextEncoder().encode(JSON.stringify(one.jwk));
      const hs = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(publicKeyAsSecret);
      for (const assertion of [none, hs]) assert.equal((await ask(assertion)).body.error, 'invalid_client');
      const bySecret = await platform.askForToken({ client_id: one.clientId, client_secret: 'x' });
      assert.equal(bySecret.body.error, 'invalid_client');
    });

    it('a client that nobody has registered gets nothing', async () => {
      const stranger = { ...keyPair('k1'), clientId: 'api-00000000-0000-0000-0000-000000000000' };
      assert.equal((await ask(await assertionOf(stranger))).body.error, 'invalid_client');
    });

    it('a key that was replaced without an overlap gets no token, and those it got are worth nothing', async () => {
      const one = await system();
      const token = await tokenFor(one);
      const pair = keyPair('k2');
      const rotation = { clientId: one.clientId, jwks: { keys: [pair.jwk] }, overlapHours: 0 };
      await platform.change('rotateApiClientKeys', rotation);
      assert.equal((await ask(await assertionOf(one))).body.error, 'invalid_client');
      await eventually('refused', async () => (await list(`Bearer ${token}`)).body.code === 'TOKEN_REVOKED');
      const next = tokenOf(await ask(await assertionOf({ ...one, ...pair }, { header: { kid: 'k2' } })));
      assert.equal((await list(`Bearer ${next}`)).status, 200);
    });

    it('a system comes from its networks alone, to the token endpoint', async () => {
      const inside = await system({ networks: ['127.0.0.0/8'] });
      const token = await tokenFor(inside);
      assert.deepEqual(decodeJwt(token).allowed_networks, ['127.0.0.0/8']);
      assert.equal((await list(`Bearer ${token}`)).status, 200);
      const { body } = await ask(await assertionOf(await system({ networks: ['192.0.2.0/24'] })));
      assert.deepEqual(
        [body.error, body.error_description],
        ['invalid_client', 'the client may not call from this address'],
      );
    });
  });

  describe('DPoP (RFC 9449)', () => {
    const use = async (one: Pick<System, 'jwk' | 'privateKey'>, token: string, claims: object = {}, gateway = 0) =>
      proofOf(one, { htm: 'GET', htu: `${at(gateway)}${path}`, ath: ath(token), ...claims });

    it('5, 7.1: a token that was asked for with a proof is bound to its key, and admits with proofs of it', async () => {
      const one = await system({ dpopRequired: true });
      const answer = await boundTokenFor(one);
      assert.equal(answer.body.token_type, 'DPoP');
      const token = tokenOf(answer);
      assert.deepEqual(decodeJwt(token).cnf, { jkt: await calculateJwkThumbprint(one.jwk as JWK) });
      for (const gateway of [0, 1]) {
        const { status } = await list(`DPoP ${token}`, { dpop: await use(one, token, {}, gateway) }, gateway);
        assert.equal(status, 200);
      }
    });

    it('4.3: the gateway may be called by any of its names on this machine', async () => {
      const one = await system();
      const token = tokenOf(await boundTokenFor(one));
      const htu = `${at(0).replace('127.0.0.1', 'localhost')}${path}?x=y`;
      assert.equal((await list(`DPoP ${token}`, { dpop: await use(one, token, { htu }) })).status, 200);
    });

    it('5: a system that must bind its tokens gets none without a proof', async () => {
      const { status, body } = await ask(await assertionOf(await system({ dpopRequired: true })));
      assert.deepEqual([status, body.error], [400, 'invalid_grant']);
    });

    it('11.1: a proof that comes twice to the token endpoint gets one token', async () => {
      const one = await system();
      const proof = await proofOf(one, { htm: 'POST', htu: platform.tokenEndpoint });
      assert.equal((await ask(await assertionOf(one), { dpop: proof })).status, 200);
      assert.notEqual((await ask(await assertionOf(one), { dpop: proof })).status, 200);
    });

    it('7.2: refused in the words of the RFC: as Bearer, without a proof, by another key, used twice, for another address', async () => {
      const one = await system();
      const token = tokenOf(await boundTokenFor(one));
      const thief = keyPair();
      const used = await use(one, token);
      await list(`DPoP ${token}`, { dpop: used });
      const attempts: (readonly [string, Record<string, string>])[] = [
        ['Bearer', {}],
        ['Bearer', { dpop: await use(one, token) }],
        ['DPoP', {}],
        ['DPoP', { dpop: await use(thief, token) }],
        ['DPoP', { dpop: used }],
        ['DPoP', { dpop: await use(one, token, { htm: 'POST' }) }],
        ['DPoP', { dpop: await use(one, token, { htu: `${at(1)}${path}` }) }],
        ['DPoP', { dpop: await use(one, token, { iat: seconds() - 3600 }) }],
        ['DPoP', { dpop: await use(one, token, { ath: ath('another') }) }],
      ];
      const challenge =
        'DPoP realm="portorium", error="invalid_dpop_proof", algs="ES256 ES384 PS256 RS256 EdDSA Ed25519"';
      for (const [scheme, headers] of attempts)
        assert.deepEqual(outcome(await list(`${scheme} ${token}`, headers)), [401, 'TOKEN_PROOF_INVALID', challenge]);
    });

    it('11.1: a proof counts once over all processes of a gateway, one after the other or at once', async () => {
      const one = await system();
      const token = tokenOf(await boundTokenFor(one));
      const htu = `${commonOrigin}${path}`;
      const [first, second] = [await use(one, token, { htu }), await use(one, token, { htu })];
      assert.equal((await list(`DPoP ${token}`, { dpop: first }, 0)).status, 200);
      const again = await list(`DPoP ${token}`, { dpop: first }, 1);
      assert.deepEqual([again.status, again.body.code], [401, 'TOKEN_PROOF_INVALID']);
      const atOnce = await Promise.all([0, 1, 0, 1].map((gateway) => list(`DPoP ${token}`, { dpop: second }, gateway)));
      assert.deepEqual(atOnce.map(({ status }) => status).toSorted(), [200, 401, 401, 401]);
    });

    it('a proof is taken by nobody while the shared memory of proofs is away, and that is no failed proof', async () => {
      const one = await system();
      const token = tokenOf(await boundTokenFor(one));
      await platform.components.admin('alter table portorium_speed2ng.used_proof rename to away');
      try {
        const answer = await list(`DPoP ${token}`, { dpop: await use(one, token) });
        assert.deepEqual([answer.status, answer.body.code], [503, 'SERVICE_UNAVAILABLE']);
      } finally {
        await platform.components.admin('alter table portorium_speed2ng.away rename to used_proof');
      }
      assert.equal((await list(`DPoP ${token}`, { dpop: await use(one, token) })).status, 200);
    });

    it('a person’s token is bound in the portal’s public client, and ends everywhere when she signs out', async () => {
      const browser = new Browser();
      const keys = keyPair();
      const person = 'invented-parcels-clerk';
      const form = await browser.open(authorizationUrl(platform.uumds.issuer));
      const credentials = { username: person, password: platform.accounts.persons[person] ?? '' };
      const { location = '' } = await browser.submit(form, credentials);
      const code = new URL(location).searchParams.get('code') ?? '';
      const dpop = await proofOf(keys, { htm: 'POST', htu: platform.tokenEndpoint });
      const grant = { grant_type: 'authorization_code', client_id: 'portorium-portal', code };
      const answer = await platform.askForToken(
        { ...grant, redirect_uri: redirectUri, code_verifier: verifier },
        { headers: { dpop } },
      );
      const token = tokenOf(answer);
      const call = async (gateway: number) =>
        list(`DPoP ${token}`, { dpop: await use(keys, token, {}, gateway) }, gateway);
      assert.deepEqual([(await call(0)).status, (await call(1)).status], [200, 200]);
      const userInfo = `${platform.uumds.issuer}/protocol/openid-connect/userinfo`;
      const proof = await proofOf(keys, { htm: 'GET', htu: userInfo, ath: ath(token) });
      const told = await platform.send(userInfo, { headers: { authorization: `DPoP ${token}`, dpop: proof } });
      assert.equal(told.body.preferred_username, person);
      const stolen = await platform.send(userInfo, { headers: { authorization: `Bearer ${token}` } });
      assert.deepEqual([stolen.status, stolen.body.error], [401, 'invalid_dpop_proof']);
      const asked = await browser.open(
        `${platform.uumds.issuer}/protocol/openid-connect/logout?id_token_hint=${String(answer.body.id_token)}`,
      );
      await browser.submit(asked, { logout: 'yes' });
      for (const gateway of [0, 1])
        await eventually('refused', async () => (await call(gateway)).body.code === 'TOKEN_REVOKED', 2000);
    });
  });

  describe('mutual TLS (RFC 8705)', () => {
    const systemWithCertificate = async () => {
      const { pem, keyPem } = await certify({ notBefore: new Date(Date.now() - 1000) });
      const more = { authentication: 'self_signed_tls_client_auth', jwks: undefined, certificate: pem };
      const { clientId } = await platform.register(more);
      return { clientId, agent: platform.agentWith({ key: keyPem, cert: pem }) };
    };
    type WithCertificate = Awaited<ReturnType<typeof systemWithCertificate>>;
    const askWith = ({ clientId, agent }: WithCertificate) =>
      platform.askForToken({ client_id: clientId }, { url: platform.mutualTlsEndpoint, agent });
    const listWith = (token: string, agent?: WithCertificate['agent'], gateway = 0) =>
      platform.send(`${at(gateway)}${path}`, {
        headers: { authorization: `Bearer ${token}` },
        ...(agent === undefined ? {} : { agent }),
      });

    it('5: the discovery document names the token endpoint of mutual TLS', async () => {
      const { body } = await platform.send(`${platform.uumds.issuer}/.well-known/openid-configuration`);
      const { token_endpoint } = body.mtls_endpoint_aliases as { token_endpoint: string };
      assert.deepEqual(
        [token_endpoint, body.tls_client_certificate_bound_access_tokens],
        [platform.mutualTlsEndpoint, true],
      );
    });

    it('2.2, 3: a registered certificate gets a token that is bound to it, and admits with it', async () => {
      const one = await systemWithCertificate();
      const token = tokenOf(await askWith(one));
      assert.match((decodeJwt(token).cnf as Record<string, string>)['x5t#S256'] ?? '', /^[\w-]{43}$/);
      for (const gateway of [0, 1]) assert.equal((await listWith(token, one.agent, gateway)).status, 200);
    });

    it('3: a stolen token is refused without the certificate, and with another one', async () => {
      const [one, thief] = [await systemWithCertificate(), await systemWithCertificate()];
      const token = tokenOf(await askWith(one));
      const challenge = 'Bearer realm="portorium", error="invalid_token"';
      for (const agent of [undefined, thief.agent])
        assert.deepEqual(outcome(await listWith(token, agent)), [401, 'TOKEN_PROOF_INVALID', challenge]);
    });

    it('2.2: another certificate, or none, gets no token', async () => {
      const [one, thief] = [await systemWithCertificate(), await systemWithCertificate()];
      for (const agent of [thief.agent, platform.agentWith()])
        assert.equal((await askWith({ ...one, agent })).body.error, 'invalid_client');
      const plain = await platform.askForToken({ client_id: one.clientId });
      assert.equal(plain.body.error, 'invalid_client');
    });

    it('a certificate alone opens nothing at a gateway, and nothing but tokens at the door of mutual TLS', async () => {
      const { agent } = await systemWithCertificate();
      const withoutToken = await platform.send(`${at(0)}${path}`, { agent });
      assert.deepEqual([withoutToken.status, withoutToken.body.code], [401, 'TOKEN_MISSING']);
      const pages = `${platform.uumds.mutualTlsUrl}/realms/portorium/protocol/openid-connect/auth`;
      assert.equal((await platform.send(pages, { agent })).status, 404);
    });

    it('a handshake that fails at the door of mutual TLS is noted for security', async () => {
      const before = platform.refusedConnections.length;
      const { port } = new URL(platform.mutualTlsEndpoint);
      const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
      socket.end('this is no handshake\r\n\r\n').resume();
      await once(socket, 'close');
      await eventually('noted', () => platform.refusedConnections.length > before);
      assert.deepEqual(platform.refusedConnections.slice(before), ['TLS_HANDSHAKE_FAILED']);
    });

    it('a session of TLS that is resumed still shows the certificate', async () => {
      const one = await systemWithCertificate();
      const token = tokenOf(await askWith(one));
      for (let connection = 0; connection < 3; connection += 1) {
        const { status } = await platform.send(`${at(0)}${path}`, {
          headers: { authorization: `Bearer ${token}`, connection: 'close' },
          agent: one.agent,
        });
        assert.equal(status, 200);
      }
    });
  });

  describe('a suspended system', () => {
    it('with a token that both gateways know is refused by both at once, and gets no other', async () => {
      const one = await system();
      const token = await tokenFor(one);
      for (const gateway of [0, 1]) assert.equal((await list(`Bearer ${token}`, {}, gateway)).status, 200);
      const sinceMs = performance.now();
      await platform.change('suspendApiClient', { clientId: one.clientId });
      const committedMs = performance.now();
      const refused = async (gateway: number) => {
        const { body } = await list(`Bearer ${token}`, {}, gateway);
        return body.code === 'TOKEN_REVOKED';
      };
      await Promise.all([0, 1].map((gateway) => eventually('refused', () => refused(gateway), 10_000)));
      const afterMs = performance.now() - committedMs;
      assert.ok(afterMs < 5000, `${afterMs} ms after the answer, ${performance.now() - sinceMs} ms after the wish`);
      assert.equal((await ask(await assertionOf(one))).body.error, 'invalid_client');
    });

    it('that is resumed needs a new token', async () => {
      const one = await system();
      const token = await tokenFor(one);
      const { clientId } = one;
      await platform.change('suspendApiClient', { clientId });
      await platform.change('resumeApiClient', { clientId });
      await eventually('refused', async () => (await list(`Bearer ${token}`)).body.code === 'TOKEN_REVOKED');
      assert.equal((await list(`Bearer ${await tokenFor(one)}`)).status, 200);
    });
  });
});

describe('a gateway that hears nothing of standing', () => {
  let platform: Constellation;
  before(async () => {
    platform = await startCredentialsConstellation(400);
  });
  after(() => platform.stop());

  it('admits nobody when its news is too old, while others go on, and recovers by itself', async () => {
    const { accounts } = platform;
    const client_id = 'invented-parcels';
    const answer = await platform.askForToken({ client_id, client_secret: accounts.clients[client_id] ?? '' });
    const authorization = `Bearer ${String(answer.body.access_token)}`;
    const [deaf, hearing] = platform.gateways;
    const call = (url = '') => platform.send(`${url}${path}`, { headers: { authorization } });
    assert.deepEqual([(await call(deaf?.url)).status, (await call(hearing?.url)).status], [200, 200]);
    if (deaf !== undefined) deaf.line.cut = true;
    await eventually('refused', async () => (await call(deaf?.url)).status === 503, 2000);
    const refused = await call(deaf?.url);
    assert.deepEqual([refused.body.code, refused.headers['retry-after']], ['STANDING_UNKNOWN', '1']);
    assert.equal((await call(hearing?.url)).status, 200);
    if (deaf !== undefined) deaf.line.cut = false;
    await eventually('admitted again', async () => (await call(deaf?.url)).status === 200, 2000);
  });
});
