/** What the platform expects of the realm, whoever serves it: the embedded provider here, a real Keycloak by `npm run test:keycloak`. */
import assert from 'node:assert/strict';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import KeycloakConnect from 'keycloak-connect';
import { after, before, describe, it } from 'mocha';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import { createBearerAuthentication } from '../../../shared-services/kit/identity/bearer.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import {
  authorizationUrl,
  redeem,
  redirectUri,
  signedOutUri,
  tokenRequest,
} from '../brokering/brokering.test-support.ts';
import { Browser, type Page } from '../browser.test-support.ts';
import { describeRealm } from '../realm.ts';
import { embeddedRealm, keycloakRealm, type RealmUnderTest } from './keycloak.test-support.ts';

const url = (process.env['KEYCLOAK_URL'] ?? '').replace(/\/$/, '');
const adminUser = process.env['KEYCLOAK_ADMIN'] ?? 'admin';
const adminPassword = process.env['KEYCLOAK_ADMIN_PASSWORD'] ?? '';

describe(url === '' ? 'the realm, embedded' : `the realm of the Keycloak at ${url}`, () => {
  let realm: RealmUnderTest;
  before(async () => {
    realm = url === '' ? await embeddedRealm() : await keycloakRealm({ url, adminUser, adminPassword });
  });
  // A preparation that failed has left nothing to remove.
  after(() => (realm as RealmUnderTest | undefined)?.remove());

  const at = (path: string) => `${realm.issuer}/protocol/openid-connect/${path}`;
  const bearer = (audience = 'speed2ng', offsetMs = 0) =>
    createBearerAuthentication({
      ...{ issuer: realm.issuer, audience, clientId: 'portorium', log: silentLogger(), maxCachedTokens: 10 },
      clock: { nowMs: () => systemClock.nowMs() + offsetMs },
    });
  const systemForm = (id: string, more: Record<string, string> = {}) => ({
    ...{ grant_type: 'client_credentials', client_id: id, client_secret: realm.secretOf(id) },
    ...more,
  });
  const systemToken = async (id: string) => {
    const { status, body } = await tokenRequest(realm.issuer, systemForm(id));
    assert.equal(status, 200, JSON.stringify(body));
    return body.access_token;
  };
  const browser = () => new Browser(realm.issuer, ...Object.values(realm.nationals).map(({ issuer }) => issuer));
  const person = 'invented-customs-agents-clerk';
  const signIn = async (of: Browser, name = person, more: Record<string, string> = {}) => {
    const page = await of.open(authorizationUrl(realm.issuer, more));
    return of.submit(page, { username: name, password: realm.passwordOf(name) });
  };
  const errorOf = ({ location }: Page) => new URL(location ?? 'about:blank').searchParams.get('error');
  const isForm = ({ text }: Page) => /name="password"/.test(text);

  describe('discovery', () => {
    it('names Keycloak’s addresses', async () => {
      const answer = await fetch(`${realm.issuer}/.well-known/openid-configuration`);
      const discovered = (await answer.json()) as Record<string, unknown>;
      assert.equal(discovered['issuer'], realm.issuer);
      for (const [name, path] of Object.entries({
        authorization_endpoint: 'auth',
        token_endpoint: 'token',
        jwks_uri: 'certs',
        userinfo_endpoint: 'userinfo',
        introspection_endpoint: 'token/introspect',
        revocation_endpoint: 'revoke',
        end_session_endpoint: 'logout',
      }))
        assert.equal(discovered[name], at(path));
      assert.ok((discovered['code_challenge_methods_supported'] as string[]).includes('S256'));
      assert.equal(discovered['authorization_response_iss_parameter_supported'], true);
    });

    it('publishes the key that signs, and no private part', async () => {
      const { keys } = (await (await fetch(at('certs'))).json()) as { keys: Record<string, string>[] };
      const { kid, alg } = decodeProtectedHeader(await systemToken('invented-parcels'));
      const key = keys.find((one) => one['kid'] === kid);
      assert.deepEqual([alg, key?.['alg'], key?.['use'], key?.['kty']], ['RS256', 'RS256', 'sig', 'RSA']);
      assert.ok(keys.every((one) => !('d' in one || 'p' in one)));
    });
  });

  describe('systems (client credentials)', () => {
    it('get tokens that the platform and an unmodified keycloak-connect read', async () => {
      const connect = new KeycloakConnect(
        {},
        {
          ...{ 'auth-server-url': realm.issuer.replace('/realms/portorium', ''), realm: 'portorium' },
          ...{ resource: 'portorium', 'bearer-only': true, 'ssl-required': 'external', 'confidential-port': 0 },
        },
      );
      for (const { id, eori, circle, profiles } of describeRealm().systemClients.map((one) => one.organisation)) {
        const token = await systemToken(id);
        const verified = await bearer().authenticate(`Bearer ${token}`);
        assert.deepEqual(
          [verified.eori, verified.circle, verified.profiles.toSorted(), verified.clientId],
          [eori, circle, profiles.toSorted(), id],
        );
        const grant = await connect.grantManager.createGrant({ access_token: token as never });
        assert.ok(profiles.every((profile) => grant.access_token?.hasRole(profile)));
      }
    });

    it('get tokens with these claims for the platform, for five minutes', async () => {
      const { iat = 0, exp = 0, ...claims } = decodeJwt(await systemToken('invented-air-express'));
      assert.equal(exp - iat, 300);
      const { typ, azp, iss, aud, circle, eori, realm_access, acr } = claims;
      assert.deepEqual(
        { typ, azp, iss, aud: [aud].flat(), circle, eori, realm_access, acr },
        {
          typ: 'Bearer',
          azp: 'invented-air-express',
          iss: realm.issuer,
          aud: ['speed2ng'],
          circle: 'untrusted',
          eori: 'BE0000000003',
          realm_access: { roles: ['economic-operator'] },
          acr: undefined,
        },
      );
      assert.deepEqual(Object.keys(claims['resource_access'] as object), ['portorium']);
    });

    it('may show the secret in the Authorization header', async () => {
      const shown = Buffer.from(`invented-post:${realm.secretOf('invented-post')}`).toString('base64');
      const body = new URLSearchParams({ grant_type: 'client_credentials' });
      const headers = { authorization: `Basic ${shown}` };
      assert.equal((await fetch(at('token'), { method: 'POST', headers, body })).status, 200);
    });

    it('are refused with a wrong secret, a name that nobody has, a grant that is not theirs', async () => {
      const refused = async (form: Record<string, string>) => {
        const { status, body } = await tokenRequest(realm.issuer, form);
        return [status, body.error];
      };
      const id = 'invented-parcels';
      // RFC 6749, 5.2 says invalid_client; Keycloak says the other.
      const [wrong, code = ''] = await refused(systemForm(id, { client_secret: 'wrong' }));
      assert.ok(wrong === 401 && ['invalid_client', 'unauthorized_client'].includes(String(code)));
      assert.deepEqual(await refused(systemForm('nobody')), [401, 'invalid_client']);
      const password = { grant_type: 'password', username: person, password: realm.passwordOf(person) };
      const [status] = await refused(systemForm(id, password));
      assert.equal(status, 400, 'passwords pass through no application');
      const [portal] = await refused({ grant_type: 'client_credentials', client_id: 'portorium-portal' });
      assert.ok(portal === 400 || portal === 401, 'a portal is no system');
    });

    it('are let in only where the audience says so, and until the token ends', async () => {
      const operator = await systemToken('invented-operations');
      const trader = await systemToken('invented-post');
      assert.deepEqual((await bearer('shared-services').authenticate(`Bearer ${operator}`)).profiles, ['operator']);
      await assert.rejects(bearer('shared-services').authenticate(`Bearer ${trader}`), /TOKEN_INVALID/);
      await assert.rejects(bearer('speed2ng', 301_000).authenticate(`Bearer ${trader}`), /TOKEN_EXPIRED/);
      await bearer('speed2ng', 290_000).authenticate(`Bearer ${trader}`);
    });
  });

  describe('people (authorization code with PKCE)', () => {
    it('sign in on the page and come back with a code for their organisation', async () => {
      const page = await signIn(browser());
      assert.equal(new URL(page.location ?? 'about:blank').searchParams.get('iss'), realm.issuer);
      assert.equal(new URL(page.location ?? 'about:blank').searchParams.get('state'), 'state-1');
      const { access_token, id_token } = await redeem(realm.issuer, page);
      const verified = await bearer().authenticate(`Bearer ${access_token}`);
      assert.deepEqual(
        [verified.eori, verified.circle, verified.profiles.toSorted(), verified.clientId],
        ['DE000000000000002', 'untrusted', ['declarant', 'representative'], 'portorium-portal'],
      );
      const identity = decodeJwt(id_token);
      assert.deepEqual(
        [identity['preferred_username'], identity['eori'], [identity.aud].flat()],
        [person, 'DE000000000000002', ['portorium-portal']],
      );
      assert.equal(verified.assurance, undefined, 'no national provider vouched for them');
    });

    it('hold the profiles of their account: an administrator that one alone', async () => {
      const { access_token } = await redeem(realm.issuer, await signIn(browser(), 'invented-post-administrator'));
      const { profiles } = await bearer().authenticate(`Bearer ${access_token}`);
      // Keycloak's says beside what the operator holds, by which nobody may do anything.
      assert.deepEqual(profiles.toSorted(), url === '' ? ['administrator'] : ['administrator', 'holds:declarant']);
    });

    it('are not let in with a wrong password', async () => {
      const of = browser();
      const page = await of.open(authorizationUrl(realm.issuer));
      const again = await of.submit(page, { username: person, password: 'wrong' });
      assert.ok(isForm(again) && again.location === undefined);
    });

    it('need a challenge, and its verifier', async () => {
      const asked = { code_challenge: '', code_challenge_method: '' };
      assert.equal(errorOf(await browser().open(authorizationUrl(realm.issuer, asked))), 'invalid_request');
      const plain = { code_challenge_method: 'plain' };
      assert.equal(errorOf(await browser().open(authorizationUrl(realm.issuer, plain))), 'invalid_request');
      const code = new URL((await signIn(browser())).location ?? 'about:blank').searchParams.get('code') ?? '';
      const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: 'x'.repeat(43) };
      assert.equal((await tokenRequest(realm.issuer, form)).body.error, 'invalid_grant');
    });

    it('redeem a code once', async () => {
      const page = await signIn(browser());
      await redeem(realm.issuer, page);
      await assert.rejects(redeem(realm.issuer, page), /invalid_grant/);
    });

    it('are sent nowhere but to addresses of the realm', async () => {
      const page = await browser().open(authorizationUrl(realm.issuer, { redirect_uri: 'https://evil.example/' }));
      assert.deepEqual([page.status, page.location], [400, undefined]);
    });

    it('are told about at the userinfo endpoint', async () => {
      const { access_token } = await redeem(realm.issuer, await signIn(browser()));
      const ask = (token: string) => fetch(at('userinfo'), { headers: { authorization: `Bearer ${token}` } });
      const said = (await (await ask(access_token)).json()) as Record<string, unknown>;
      assert.deepEqual([said['preferred_username'], said['eori']], [person, 'DE000000000000002']);
      assert.equal((await ask(`${access_token}x`)).status, 401);
    });

    it('renew tokens; a refresh token works once', async () => {
      const { refresh_token } = await redeem(realm.issuer, await signIn(browser()));
      const renew = (token: string) =>
        tokenRequest(realm.issuer, { grant_type: 'refresh_token', refresh_token: token });
      const renewed = await renew(refresh_token);
      assert.equal(renewed.status, 200);
      await bearer().authenticate(`Bearer ${renewed.body.access_token}`);
      assert.equal((await renew(refresh_token)).body.error, 'invalid_grant');
      assert.equal((await renew(renewed.body.refresh_token)).body.error, 'invalid_grant', 'a stolen one ends all');
    });

    it('sign out: the session ends, and what could be renewed', async () => {
      const of = browser();
      const { id_token, refresh_token } = await redeem(realm.issuer, await signIn(of));
      assert.ok((await of.open(authorizationUrl(realm.issuer))).location?.startsWith(redirectUri));
      assert.equal((await signOut(of, id_token)).location, signedOutUri);
      assert.ok(isForm(await of.open(authorizationUrl(realm.issuer))));
      const renewed = await tokenRequest(realm.issuer, { grant_type: 'refresh_token', refresh_token });
      assert.equal(renewed.body.error, 'invalid_grant');
    });
  });

  /** The embedded provider and the national one ask whether they shall, Keycloak does not. */
  const signOut = async (of: Browser, id_token_hint: string): Promise<Page> => {
    const query = new URLSearchParams({ id_token_hint, post_logout_redirect_uri: signedOutUri });
    let page = await of.open(at(`logout?${query}`));
    for (let asked = 0; asked < 2 && page.location === undefined; asked++)
      page = await of.submit(page, { logout: 'yes' });
    return page;
  };

  describe('introspection', () => {
    const introspect = async (token: string, id = 'invented-parcels', secret = realm.secretOf(id)) => {
      const form = { token, client_id: id, client_secret: secret, token_type_hint: 'refresh_token' };
      const answer = await fetch(at('token/introspect'), { method: 'POST', body: new URLSearchParams(form) });
      return [answer.status, ((await answer.json()) as { active?: boolean }).active];
    };

    it('says of what it never gave out that it is not active, and answers nobody without a secret', async () => {
      assert.deepEqual(await introspect('nothing'), [200, false]);
      assert.equal((await introspect('nothing', 'invented-parcels', 'wrong'))[0], 401);
    });
  });

  describe('people of a national sign-in', () => {
    const level = (name: string) => `http://eidas.europa.eu/LoA/${name}`;
    const nationally = async (of: Browser, country: string, name: string) => {
      const page = await of.open(authorizationUrl(realm.issuer, { kc_idp_hint: country.toLowerCase() }));
      assert.equal(new URL(page.url).origin, realm.nationals[country]?.issuer, page.text);
      return of.submit(page, { username: name, password: realm.nationals[country]?.passwords[name] ?? '' });
    };

    it('choose their country on the sign-in page', async () => {
      const of = browser();
      const page = await of.open(authorizationUrl(realm.issuer));
      for (const country of ['Germany', 'Netherlands']) assert.ok(page.text.includes(`Sign in with ${country}`));
      const national = await of.follow(page, 'Sign in with Belgium');
      assert.match(national.text, /Belgium: national sign-in/);
    });

    it('come in with what the centre holds for them, and with the level of assurance', async () => {
      const { access_token, refresh_token } = await redeem(
        realm.issuer,
        await nationally(browser(), 'BE', 'invented-parcels-clerk'),
      );
      const verified = await bearer().authenticate(`Bearer ${access_token}`);
      assert.deepEqual(
        [verified.eori, verified.circle, verified.profiles],
        ['BE0000000001', 'untrusted', ['declarant']],
      );
      assert.equal(verified.assurance, level('substantial'));
      const renewed = await tokenRequest(realm.issuer, { grant_type: 'refresh_token', refresh_token });
      assert.equal(decodeJwt(renewed.body.access_token)['acr'], level('substantial'));
      const administrator = await nationally(browser(), 'NL', 'invented-ocean-lines-administrator');
      assert.equal(decodeJwt((await redeem(realm.issuer, administrator)).access_token)['acr'], level('high'));
    });

    it('stay out where no operator has registered them, and are told so', async () => {
      const page = await nationally(browser(), 'BE', 'invented-stranger-be');
      assert.equal(page.location, undefined);
      assert.ok(page.status >= 400);
      assert.match(page.text, /no economic operator has registered you here/);
    });

    it('stay out where their country vouches for an EORI of another one', async () => {
      const page = await nationally(browser(), 'BE', 'of-germany');
      assert.equal(page.location, undefined);
      assert.ok(page.status >= 400);
    });

    it('sign out of both', async () => {
      const of = browser();
      const { id_token } = await redeem(realm.issuer, await nationally(of, 'BE', 'invented-parcels-clerk'));
      const { location } = await signOut(of, id_token);
      // The back channel has ended Keycloak's session by then, and it says so on a page of its own instead of going on.
      if (url === '') assert.equal(location, signedOutUri);
      assert.ok(isForm(await of.open(authorizationUrl(realm.issuer))));
      const again = await of.open(authorizationUrl(realm.issuer, { kc_idp_hint: 'be' }));
      assert.match(again.text, /Belgium: national sign-in/);
      assert.ok(isForm(again));
    });

    it('are signed out here too when they sign out there (back channel)', async () => {
      const of = browser();
      await redeem(realm.issuer, await nationally(of, 'NL', 'invented-ocean-lines-clerk'));
      await of.submit(await of.open(`${realm.nationals['NL']?.issuer}/session/end`), { logout: 'yes' });
      assert.ok(isForm(await of.open(authorizationUrl(realm.issuer))));
    });
  });
});
