import assert from 'node:assert/strict';
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import Keycloak from 'keycloak-connect';
import { after, before, describe, it } from 'mocha';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { createBearerAuthentication } from '../../shared-services/kit/identity/bearer.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { Browser } from './browser.test-support.ts';
import { ensureDevelopmentCertificates } from './certificate-authority/development.ts';
import { lockMs } from './provider/accounts.ts';
import { removeExpired } from './provider/adapter.ts';
import { defaultRealmSettings, describeRealm, organisations } from './realm.ts';
import { startTestUumds, systemToken, type TestUumds } from './server.test-support.ts';
import { startUumds } from './server.ts';

const protocol = 'protocol/openid-connect';
const redirectUri = `${defaultRealmSettings.portalUrl}/portal/signed-in`;

interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
}

const bearerFor = (issuer: string, audience = 'speed2ng') =>
  createBearerAuthentication({
    ...{ issuer, audience, clientId: 'portorium', clock: systemClock, log: silentLogger(), maxCachedTokens: 100 },
  });

describe('UUM&DS', () => {
  let uumds: TestUumds;
  const clock = { offsetMs: 0, nowMs: () => Date.now() + clock.offsetMs };
  before(async () => {
    uumds = await startTestUumds({ clock });
  });
  after(() => uumds.remove());

  const post = async (path: string, form: Record<string, string>, headers: Record<string, string> = {}) => {
    const response = await fetch(`${uumds.issuer}/${protocol}/${path}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(form),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown>,
    };
  };

  describe('realm', () => {
    it('has the addresses of a Keycloak realm, whatever host the request names', async () => {
      const discovered = await new Promise<Record<string, string>>((resolve, reject) => {
        const url = `${uumds.issuer}/.well-known/openid-configuration`;
        const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'ftp' };
        httpRequest(url, { headers }, (response) => {
          let text = '';
          response.on('data', (part) => {
            text += part;
          });
          response.on('end', () => resolve(JSON.parse(text)));
        })
          .on('error', reject)
          .end();
      });
      assert.equal(uumds.issuer, `${uumds.baseUrl}/realms/portorium`);
      assert.equal(discovered.issuer, uumds.issuer);
      for (const [name, path] of Object.entries({
        authorization_endpoint: 'auth',
        token_endpoint: 'token',
        jwks_uri: 'certs',
        userinfo_endpoint: 'userinfo',
        introspection_endpoint: 'token/introspect',
        end_session_endpoint: 'logout',
      }))
        assert.equal(discovered[name], `${uumds.issuer}/${protocol}/${path}`);
    });

    it('publishes public keys only', async () => {
      const { keys } = (await (await fetch(`${uumds.issuer}/${protocol}/certs`)).json()) as { keys: object[] };
      assert.equal(keys.length, 1);
      assert.deepEqual(Object.keys(keys[0] ?? {}).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
    });
  });

  describe('client credentials grant (RFC 6749, 4.4)', () => {
    it('says in Keycloak’s words for whom a system acts', async () => {
      const token = await systemToken(uumds, 'invented-air-express');
      assert.equal(decodeProtectedHeader(token).alg, 'RS256');
      const { iat = 0, exp = 0, jti, ...claims } = decodeJwt(token);
      assert.equal(exp - iat, 300);
      assert.ok(jti);
      assert.deepEqual(claims, {
        typ: 'Bearer',
        azp: 'invented-air-express',
        client_id: 'invented-air-express',
        sub: 'invented-air-express',
        iss: uumds.issuer,
        aud: ['speed2ng'],
        circle: 'untrusted',
        eori: 'BE0000000003',
        realm_access: { roles: ['economic-operator'] },
        resource_access: { portorium: { roles: ['declarant', 'carrier'] } },
      });
    });

    it('gives every organisation a token that the platform and an unmodified keycloak-connect accept', async () => {
      const bearer = bearerFor(uumds.issuer);
      const connect = new Keycloak(
        {},
        {
          ...{ 'auth-server-url': uumds.baseUrl, realm: 'portorium', resource: 'portorium', 'bearer-only': true },
          ...{ 'ssl-required': 'external', 'confidential-port': 0 },
        },
      );
      for (const { id, eori, circle, profiles } of describeRealm().systemClients.map((one) => one.organisation)) {
        const token = await systemToken(uumds, id);
        const verified = await bearer.authenticate(`Bearer ${token}`);
        assert.deepEqual([verified.eori, verified.circle, verified.profiles], [eori, circle, profiles]);
        const grant = await connect.grantManager.createGrant({ access_token: token as never });
        assert.equal(grant.access_token?.hasRole(profiles[0] as string), true);
      }
    });

    it('lets operators into the shared services, and traders not', async () => {
      const bearer = bearerFor(uumds.issuer, 'shared-services');
      const operator = await bearer.authenticate(`Bearer ${await systemToken(uumds, 'invented-operations')}`);
      assert.deepEqual([operator.circle, operator.profiles], ['administrators', ['operator']]);
      await assert.rejects(bearer.authenticate(`Bearer ${await systemToken(uumds, 'invented-post')}`), /TOKEN_INVALID/);
    });

    it('takes the secret in the Authorization header too', async () => {
      const secret = uumds.accounts.clients['invented-post'] ?? '';
      const authorization = `Basic ${Buffer.from(`invented-post:${secret}`).toString('base64')}`;
      assert.equal((await post('token', { grant_type: 'client_credentials' }, { authorization })).status, 200);
    });

    /** A grant that the client may not use would be unauthorized_client; the library says invalid_request. */
    it('answers errors as RFC 6749, 5.2 says', async () => {
      const good = {
        grant_type: 'client_credentials',
        client_id: 'invented-parcels',
        client_secret: uumds.accounts.clients['invented-parcels'] ?? '',
      };
      const cases: [Record<string, string>, number, string][] = [
        [{ ...good, client_secret: 'wrong' }, 401, 'invalid_client'],
        [{ ...good, client_id: 'nobody' }, 401, 'invalid_client'],
        [{ ...good, grant_type: 'password' }, 400, 'unsupported_grant_type'],
        [{ ...good, grant_type: 'authorization_code', code: 'x', redirect_uri: redirectUri }, 400, 'invalid_request'],
        [{ ...good, resource: 'urn:elsewhere' }, 400, 'invalid_target'],
        [{ client_id: 'invented-parcels', client_secret: good.client_secret }, 400, 'invalid_request'],
        [{ grant_type: 'client_credentials', client_id: 'portorium-portal' }, 400, 'invalid_request'],
      ];
      for (const [form, status, error] of cases) {
        const answer = await post('token', form);
        assert.deepEqual([answer.status, answer.body.error], [status, error], JSON.stringify(answer.body));
        assert.match(answer.headers.get('cache-control') ?? '', /no-store/);
      }
    });
  });

  describe('authorization code grant with PKCE (RFC 7636)', () => {
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const authorizationUrl = (more: Record<string, string> = {}) => {
      const url = new URL(`${uumds.issuer}/${protocol}/auth`);
      const asked = {
        client_id: 'portorium-portal',
        response_type: 'code',
        redirect_uri: redirectUri,
        state: 'state-1',
      };
      const pkce = { scope: 'openid profile', code_challenge: challenge, code_challenge_method: 'S256' };
      url.search = new URLSearchParams({ ...asked, ...pkce, ...more }).toString();
      return url.href;
    };
    const person = 'invented-customs-agents-clerk';
    const password = (name = person) => uumds.accounts.persons[name] ?? '';
    const openForm = async (browser: Browser) => {
      const page = await browser.open(authorizationUrl());
      assert.equal(page.status, 200, page.text);
      return page;
    };
    const signIn = async (browser: Browser, name = person) =>
      browser.submit(await openForm(browser), { username: name, password: password(name) });
    const codeOf = async (browser: Browser) => {
      const { location } = await signIn(browser);
      return new URL(location ?? '').searchParams.get('code') ?? '';
    };
    const redeem = (code: string, more: Record<string, string> = {}) =>
      post('token', {
        ...{ grant_type: 'authorization_code', client_id: 'portorium-portal', code, redirect_uri: redirectUri },
        ...{ code_verifier: verifier, ...more },
      });
    const tokens = async (browser: Browser) => (await redeem(await codeOf(browser))).body as unknown as Tokens;

    it('signs a person in and gives the portal her organisation’s claims', async () => {
      const { access_token, id_token } = await tokens(new Browser());
      const { issuedAtMs, expiresAtMs, sessionId, ...verified } = await bearerFor(uumds.issuer).authenticate(
        `Bearer ${access_token}`,
      );
      assert.equal(expiresAtMs - issuedAtMs, 300_000);
      assert.match(sessionId ?? '', /^[0-9a-f]{32}$/);
      assert.deepEqual(verified, {
        subject: person,
        eori: 'DE000000000000002',
        circle: 'untrusted',
        profiles: ['representative', 'declarant'],
        realmRoles: ['economic-operator'],
        clientId: 'portorium-portal',
      });
      const identity = decodeJwt(id_token);
      assert.equal(identity.preferred_username, person);
      await assert.rejects(
        bearerFor(uumds.issuer, 'portorium-portal').authenticate(`Bearer ${id_token}`),
        /TOKEN_INVALID/,
      );
    });

    it('gives an economic operator’s administrator that profile and none with which to file', async () => {
      const browser = new Browser();
      const { location } = await signIn(browser, 'invented-parcels-administrator');
      const { body } = await redeem(new URL(location ?? '').searchParams.get('code') ?? '');
      const verified = await bearerFor(uumds.issuer).authenticate(`Bearer ${String(body.access_token)}`);
      assert.deepEqual([verified.eori, verified.profiles], ['BE0000000001', ['administrator']]);
    });

    it('tells the portal about her at the userinfo endpoint', async () => {
      const { access_token, id_token } = await tokens(new Browser());
      const ask = (token: string) =>
        fetch(`${uumds.issuer}/${protocol}/userinfo`, { headers: { authorization: `Bearer ${token}` } });
      const said = (await (await ask(access_token)).json()) as Record<string, unknown>;
      assert.deepEqual([said.sub, said.eori], [person, 'DE000000000000002']);
      for (const wrong of [id_token, `${access_token}x`, '', await systemToken(uumds, 'invented-parcels')])
        assert.equal((await ask(wrong)).status, 401);
    });

    it('asks no second time while the session lasts', async () => {
      const browser = new Browser();
      await signIn(browser);
      const again = await browser.open(authorizationUrl());
      assert.match(again.location ?? '', /^https:\/\/localhost:8443\/portal\/signed-in\?code=/);
    });

    it('redeems a code once, also when two ask at the same moment', async () => {
      const code = await codeOf(new Browser());
      const answers = await Promise.all(Array.from({ length: 5 }, () => redeem(code)));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400, 400]);
      assert.equal((await redeem(code)).body.error, 'invalid_grant');
    });

    it('wants the verifier of the challenge', async () => {
      const code = await codeOf(new Browser());
      const wrong = randomBytes(32).toString('base64url');
      assert.equal((await redeem(code, { code_verifier: wrong })).body.error, 'invalid_grant');
    });

    it('wants a challenge, made with SHA-256', async () => {
      const errorOf = async (more: Record<string, string>) => {
        const { location } = await new Browser().open(authorizationUrl(more));
        return new URL(location ?? '').searchParams.get('error');
      };
      assert.equal(await errorOf({ code_challenge: '', code_challenge_method: '' }), 'invalid_request');
      assert.equal(await errorOf({ code_challenge_method: 'plain' }), 'invalid_request');
    });

    it('never redirects to an address that the realm does not have', async () => {
      for (const redirect of [
        'https://evil.example/',
        `${redirectUri}/x`,
        `${redirectUri}?x`,
        redirectUri.replace('8443', '1'),
      ]) {
        const page = await new Browser().open(authorizationUrl({ redirect_uri: redirect }));
        assert.deepEqual([page.status, page.location], [400, undefined]);
      }
    });

    it('renews tokens, and gives a refresh token that was used no second chance', async () => {
      const first = await tokens(new Browser());
      const renew = (refresh_token: string) =>
        post('token', { grant_type: 'refresh_token', client_id: 'portorium-portal', refresh_token });
      const second = await renew(first.refresh_token);
      assert.equal(second.status, 200);
      assert.equal((await renew(first.refresh_token)).body.error, 'invalid_grant');
      assert.equal((await renew(String(second.body.refresh_token))).body.error, 'invalid_grant');
    });

    it('goes on after a restart with the sessions, keys and tokens of before', async () => {
      const browser = new Browser();
      await signIn(browser);
      const certs = async () => (await fetch(`${uumds.issuer}/${protocol}/certs`)).json();
      const before = await certs();
      uumds = await uumds.restart();
      assert.deepEqual(await certs(), before);
      const again = await browser.open(authorizationUrl());
      assert.match(again.location ?? '', /[?]code=/);
    });

    it('keeps nothing in its tables with which somebody could sign in', async () => {
      const { refresh_token } = await tokens(new Browser());
      const { rows } = await uumds.pool.query('select row_to_json(provider_record)::text as row from provider_record');
      assert.ok(rows.length > 0);
      assert.ok(refresh_token.length > 30);
      assert.ok(rows.every(({ row }) => !String(row).includes(refresh_token)));
    });

    it('signs out', async () => {
      const browser = new Browser();
      const { id_token } = (await redeem(await codeOf(browser))).body as unknown as Tokens;
      const url = new URL(`${uumds.issuer}/${protocol}/logout`);
      const back = `${defaultRealmSettings.portalUrl}/portal/signed-out`;
      url.search = new URLSearchParams({ id_token_hint: id_token, post_logout_redirect_uri: back }).toString();
      const page = await browser.open(url.href);
      const { location } = await browser.submit(page, { logout: 'yes' });
      assert.equal(location, back);
      assert.match((await browser.open(authorizationUrl())).text, /Password/);
    });

    it('removes what has expired, and nothing else', async () => {
      await tokens(new Browser());
      const count = async () => Number((await uumds.pool.query('select count(*) from provider_record')).rows[0].count);
      await removeExpired(uumds.pool, systemClock);
      const lasting = await count();
      assert.ok(lasting > 0);
      await removeExpired(uumds.pool, { nowMs: () => Date.now() + 60 * 60 * 1000 });
      assert.ok((await count()) > 0 && (await count()) < lasting);
      await removeExpired(uumds.pool, { nowMs: () => Date.now() + 11 * 60 * 60 * 1000 });
      assert.equal(await count(), 0);
    });

    describe('form', () => {
      it('is a page that works without a script, for everybody', async () => {
        const page = await openForm(new Browser());
        assert.match(page.text, /<html lang="en">/);
        for (const name of ['username', 'password']) assert.match(page.text, new RegExp(`<label for="${name}">`));
        assert.match(page.text, /autocomplete="current-password"/);
        assert.doesNotMatch(page.text, /<script|style=|<style|onload/i);
        const policy = page.headers.get('content-security-policy') ?? '';
        assert.match(policy, /default-src 'none'/);
        assert.match(policy, /frame-ancestors 'none'/);
        assert.match(policy, /form-action 'self' https:\/\/localhost:8443/);
        assert.doesNotMatch(policy, /unsafe/);
        assert.match(page.headers.get('cache-control') ?? '', /no-store/);
        assert.equal((await fetch(`${uumds.issuer}/style.css`)).headers.get('content-type'), 'text/css; charset=utf-8');
      });

      it('says alike of a wrong password and of a name that nobody has', async () => {
        const texts = await Promise.all(
          [person, 'nobody'].map(async (username) => {
            const browser = new Browser();
            const answer = await browser.submit(await openForm(browser), { username, password: 'wrong' });
            assert.equal(answer.status, 401);
            assert.match(answer.text, /role="alert"/);
            return answer.text.replaceAll(username, 'X').replace(/interaction\/[^"]+|value="[^"]+"/g, '');
          }),
        );
        assert.equal(texts[0], texts[1]);
        await signIn(new Browser());
      });

      it('shows back what was typed as text', async () => {
        const browser = new Browser();
        const username = '"><script>alert(1)</script>';
        const { text } = await browser.submit(await openForm(browser), { username, password: 'wrong' });
        assert.doesNotMatch(text, /<script/);
      });

      it('is refused without its own token, without its cookie, or with that of another', async () => {
        const [mine, yours] = [new Browser(), new Browser()];
        const [myPage, yourPage] = [await openForm(mine), await openForm(yours)];
        const entered = { username: person, password: password() };
        assert.equal((await mine.submit(myPage, { ...entered, formToken: '' })).status, 400);
        assert.equal(
          (await mine.submit(myPage, { ...entered, formToken: yourPage.fields.formToken ?? '' })).status,
          400,
        );
        assert.equal((await new Browser().submit(myPage, entered)).status, 400);
        assert.equal((await mine.submit(yourPage, entered)).status, 400);
        assert.equal((await mine.submit(myPage, entered)).location?.startsWith(redirectUri), true);
      });

      it('can be cancelled', async () => {
        const browser = new Browser();
        const page = await openForm(browser);
        const { location } = await browser.submit({ ...page, action: `${page.action}/cancel` }, {});
        assert.equal(new URL(location ?? '').searchParams.get('error'), 'access_denied');
      });

      it('closes an account after five failures, for fifteen minutes, however fast they come', async () => {
        const name = 'invented-ocean-lines-clerk';
        const attempt = async (secret: string) => {
          const browser = new Browser();
          return (await browser.submit(await openForm(browser), { username: name, password: secret })).status;
        };
        await Promise.all(Array.from({ length: 6 }, () => attempt('wrong')));
        assert.equal(await attempt(password(name)), 401);
        clock.offsetMs = lockMs + 1000;
        assert.equal(await attempt(password(name)), 303);
        clock.offsetMs = 0;
      });
    });
  });

  it('keeps keys and secrets where only their owner reads them', async () => {
    for (const name of ['provider-keys.json', 'demo-accounts.json'])
      assert.equal((await stat(join(uumds.dataDirectory, name))).mode & 0o777, 0o600);
    const accounts = JSON.parse(await readFile(join(uumds.dataDirectory, 'demo-accounts.json'), 'utf8'));
    assert.match(accounts.notice, /Invented/);
    const secrets = [...Object.values(accounts.clients), ...Object.values(accounts.persons)];
    assert.equal(
      new Set(secrets).size,
      describeRealm().systemClients.length + organisations.flatMap(({ persons }) => persons).length,
    );
  });

  describe('server', () => {
    const unused = () => ({
      pool: uumds.pool,
      port: 0,
      clock: systemClock,
      log: silentLogger(),
      dataDirectory: uumds.dataDirectory,
    });

    it('says whether it lives and is ready', async () => {
      for (const path of ['/health/live', '/health/ready'])
        assert.equal((await fetch(`${uumds.baseUrl}${path}`)).status, 200);
    });

    it('says by its headers what browsers must not do', async () => {
      const { headers } = await fetch(`${uumds.baseUrl}/health/live`);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('x-powered-by'), null);
    });

    it('tells nothing about itself where something is not found', async () => {
      const response = await fetch(`${uumds.issuer}/nothing/here`);
      assert.equal(response.status, 404);
      assert.doesNotMatch(await response.text(), /node_modules|at /);
    });

    it('does not speak plain HTTP to the network', async () => {
      await assert.rejects(startUumds({ ...unused(), host: '0.0.0.0' }), /certificate/);
    });

    it('speaks TLS with its certificate', async () => {
      const made = await ensureDevelopmentCertificates({
        ...{ directory: join(uumds.dataDirectory, 'certificates'), memberStates: [], services: ['uumds'] },
        ...{ hosts: ['127.0.0.1'], clock: systemClock, log: silentLogger() },
      });
      const { key, cert, ca } = made.tls(made.service('uumds'));
      const server = await startUumds({ ...unused(), host: '127.0.0.1', certificates: { key, cert } });
      assert.match(server.issuer, /^https:\/\/127\.0\.0\.1:\d+\/realms\/portorium$/);
      const status = await new Promise((resolve, reject) => {
        httpsRequest(`${server.baseUrl}/health/ready`, { ca, agent: false }, (response) => {
          response.resume();
          assert.match(String(response.headers['strict-transport-security']), /max-age/);
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
      assert.equal(status, 200);
      const other = made.tls(made.gateway('speed2ng'));
      server.renewCertificates(other);
      const { port } = new URL(server.baseUrl);
      const shown = await new Promise((resolve, reject) => {
        const socket = connect({ host: '127.0.0.1', port: Number(port), ca }, () => {
          resolve(socket.getPeerX509Certificate()?.serialNumber);
          socket.destroy();
        }).on('error', reject);
      });
      assert.equal(shown, new X509Certificate(other.cert).serialNumber);
      await server.stop();
    });
  });
});
