import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from '../browser.test-support.ts';
import {
  authorizationUrl,
  type Brokering,
  redeem,
  redirectUri,
  signedOutUri,
  startBrokering,
  tokenRequest,
} from './brokering.test-support.ts';

const clerk = 'invented-parcels-clerk';
const level = (name: string) => `http://eidas.europa.eu/LoA/${name}`;

const person = (name: string, personIdentifier: string, eori: string) =>
  ({ name, personIdentifier, eori, assurance: 'high' }) as const;

describe('a national sign-in, brokered (OpenID Connect Core 1.0)', () => {
  let brokering: Brokering;
  let issuer: string;
  before(async () => {
    brokering = await startBrokering({
      others: {
        BE: [
          person('of-germany', 'BE/EU/of-germany', 'DE000000000000002'),
          person('german', 'DE/EU/invented-post-clerk', 'BE0000000001'),
          person('at-another', 'BE/EU/invented-air-express-administrator', 'BE0000000001'),
          person('operator', 'BE/EU/invented-operator', 'BE0000000001'),
        ],
      },
    });
    issuer = brokering.uumds.issuer;
  });
  after(() => brokering.remove());

  const claimsFor = async (country: string, name: string) => {
    const page = await brokering.signIn(brokering.browser(), country, name);
    return decodeJwt((await redeem(issuer, page)).access_token);
  };
  const explained = (page: Page, status: number, code: string) => {
    assert.deepEqual([page.status, page.location], [status, undefined], page.text);
    assert.match(page.text, new RegExp(`<code>${code}</code>`));
  };

  describe('leads in', () => {
    it('from the sign-in page, which offers each country, and back to the application', async () => {
      const browser = brokering.browser();
      const page = await browser.open(authorizationUrl(issuer));
      for (const country of ['Belgium', 'Germany', 'Netherlands'])
        assert.match(page.text, new RegExp(`>Sign in with ${country}</a>`));
      assert.doesNotMatch(page.text, /<script/i);
      const national = await browser.follow(page, 'Sign in with Belgium');
      assert.equal(new URL(national.url).origin, brokering.nationals['BE']?.issuer);
      const back = await brokering.enter(browser, national, 'BE', clerk);
      assert.ok(back.location?.startsWith(`${redirectUri}?code=`), back.text);
    });

    it('with what the centre holds for the person: circle, EORI and profiles, and with the level of assurance', async () => {
      const { sub, circle, eori, acr, realm_access, resource_access } = await claimsFor('BE', clerk);
      assert.deepEqual(
        { sub, circle, eori, acr, realm_access, resource_access },
        {
          sub: clerk,
          circle: 'untrusted',
          eori: 'BE0000000001',
          acr: level('substantial'),
          realm_access: { roles: ['economic-operator'] },
          resource_access: { portorium: { roles: ['declarant'] } },
        },
      );
      const administrator = await claimsFor('NL', 'invented-ocean-lines-administrator');
      assert.deepEqual(administrator.resource_access, { portorium: { roles: ['administrator'] } });
      assert.equal(administrator.acr, level('high'));
    });

    it('straight to the country that the application names (kc_idp_hint)', async () => {
      const page = await brokering.browser().open(authorizationUrl(issuer, { kc_idp_hint: 'nl' }));
      assert.equal(new URL(page.url).origin, brokering.nationals['NL']?.issuer);
      const unknown = await brokering.browser().open(authorizationUrl(issuer, { kc_idp_hint: 'zz' }));
      assert.match(unknown.text, /Sign in with Netherlands/);
    });

    it('again without a question while both sessions last, and with renewed tokens of the same assurance', async () => {
      const browser = brokering.browser();
      const { refresh_token } = await redeem(issuer, await brokering.signIn(browser, 'DE', 'invented-post-clerk'));
      const renewed = await tokenRequest(issuer, { grant_type: 'refresh_token', refresh_token });
      assert.equal(decodeJwt(renewed.body.access_token).acr, level('substantial'));
      assert.ok((await browser.open(authorizationUrl(issuer))).location?.startsWith(redirectUri));
    });

    it('and says no level where the person signed in here', async () => {
      const browser = brokering.browser();
      const page = await browser.open(authorizationUrl(issuer));
      const entered = { username: clerk, password: brokering.uumds.accounts.persons[clerk] ?? '' };
      const { access_token } = await redeem(issuer, await browser.submit(page, entered));
      assert.equal('acr' in decodeJwt(access_token), false);
    });
  });

  describe('does not lead in', () => {
    it('somebody whom no operator has registered, and says what to do', async () => {
      const page = await brokering.signIn(brokering.browser(), 'BE', 'invented-stranger-be');
      explained(page, 403, 'PERSON_NOT_KNOWN');
      assert.match(page.text, /administrator of your economic operator/);
      assert.match(page.text, /Choose another way to sign in/);
    });

    it('anybody for an EORI of another country: a national provider vouches for its own', async () => {
      explained(await brokering.signIn(brokering.browser(), 'BE', 'of-germany'), 403, 'EORI_OF_ANOTHER_COUNTRY');
      explained(await brokering.signIn(brokering.browser(), 'BE', 'german'), 403, 'PERSON_OF_ANOTHER_COUNTRY');
    });

    it('somebody who is registered for another operator, nor operators of the platform', async () => {
      explained(await brokering.signIn(brokering.browser(), 'BE', 'at-another'), 403, 'OPERATOR_DIFFERS');
      explained(await brokering.signIn(brokering.browser(), 'BE', 'operator'), 403, 'PERSON_NOT_KNOWN');
    });

    it('another subject to an account that is linked already', async () => {
      const { uumds } = brokering;
      const name = 'invented-air-express-clerk';
      await claimsFor('BE', name);
      await uumds.pool.query(`update national_link set subject_hash = 'of another' where account = $1`, [name]);
      explained(await brokering.signIn(brokering.browser(), 'BE', name), 403, 'LINKED_OTHERWISE');
    });

    it('whoever cancels, and lets them choose another way', async () => {
      const browser = brokering.browser();
      const national = await browser.open(authorizationUrl(issuer, { kc_idp_hint: 'be' }));
      const page = await browser.submit({ ...national, action: `${national.action}/cancel` }, {});
      explained(page, 403, 'CANCELLED');
      assert.match((await browser.follow(page, 'Choose another way to sign in')).text, /Password/);
    });
  });

  describe('takes an answer', () => {
    /** The address with which the national provider sends the browser back; not opened yet. */
    const answered = async (browser: Browser, country = 'BE', name = clerk) => {
      const hint = { kc_idp_hint: country.toLowerCase() };
      const page = await browser.open(authorizationUrl(issuer, hint));
      const halted = brokering.browserOfNationals(browser);
      const back = await brokering.enter(halted, page, country, name);
      return new URL(back.location ?? '');
    };

    it('once: neither state nor code work again', async () => {
      const browser = brokering.browser();
      const answer = await answered(browser);
      assert.ok((await browser.open(answer.href)).location?.startsWith(redirectUri));
      explained(await browser.open(answer.href), 400, 'NOT_ITS_ANSWER');
    });

    it('not with another’s state, nor a code of another sign-in (PKCE, nonce)', async () => {
      const [mine, yours] = [brokering.browser(), brokering.browser()];
      const [myAnswer, yourAnswer] = [await answered(mine), await answered(yours)];
      assert.equal((await mine.open(yourAnswer.href)).status, 400);
      const mixed = new URL(myAnswer);
      mixed.searchParams.set('code', yourAnswer.searchParams.get('code') ?? '');
      explained(await mine.open(mixed.href), 400, 'NOT_ITS_ANSWER');
      explained(await mine.open(myAnswer.href), 400, 'NOT_ITS_ANSWER');
    });

    it('not that of one provider at the endpoint of another, nor with another’s issuer (RFC 9207)', async () => {
      const browser = brokering.browser();
      const answer = await answered(browser);
      const elsewhere = answer.href.replace('/broker/be/', '/broker/de/');
      explained(await browser.open(elsewhere), 400, 'NOT_ITS_ANSWER');
      const forged = new URL(answer);
      forged.searchParams.set('iss', brokering.nationals['DE']?.issuer ?? '');
      explained(await browser.open(forged.href), 400, 'NOT_ITS_ANSWER');
      const another = brokering.browser();
      const silent = await answered(another);
      silent.searchParams.delete('iss');
      explained(await another.open(silent.href), 400, 'NOT_ITS_ANSWER');
    });

    it('not after ten minutes', async () => {
      const browser = brokering.browser();
      const answer = await answered(browser);
      await brokering.uumds.pool.query(`update national_sign_in set expires_at = now() - interval '1 second'`);
      explained(await browser.open(answer.href), 400, 'NOT_ITS_ANSWER');
    });

    it('only from the browser that began', async () => {
      const answer = await answered(brokering.browser());
      const page = await brokering.browser().open(answer.href);
      assert.deepEqual([page.status, page.location], [400, undefined]);
    });

    it('and keeps nothing with which somebody could sign in, and no name of a person', async () => {
      const browser = brokering.browser();
      const answer = await answered(browser);
      const text = async (table: string) =>
        (await brokering.uumds.pool.query(`select coalesce(json_agg(t), '[]')::text as text from ${table} t`)).rows[0]
          .text;
      const before = await text('national_sign_in');
      assert.ok(!before.includes(answer.searchParams.get('state') ?? ''));
      await browser.open(answer.href);
      for (const table of ['national_link', 'national_session']) assert.doesNotMatch(await text(table), /BE\/EU/);
    });
  });

  describe('ends', () => {
    const logoutUrl = (id_token_hint: string) =>
      `${issuer}/protocol/openid-connect/logout?${new URLSearchParams({ id_token_hint, post_logout_redirect_uri: signedOutUri, state: 'x' })}`;

    it('at the national provider too when somebody signs out here', async () => {
      const browser = brokering.browser();
      const { id_token } = await redeem(issuer, await brokering.signIn(browser, 'BE', clerk));
      const national = await browser.submit(await browser.open(logoutUrl(id_token)), { logout: 'yes' });
      assert.match(national.text, /Sign out of Belgium too\?/);
      const back = await browser.submit(national, { logout: 'yes' });
      assert.equal(back.location, `${signedOutUri}?state=x`);
      const again = await browser.open(authorizationUrl(issuer, { kc_idp_hint: 'be' }));
      assert.match(again.text, /Belgium: national sign-in/);
    });

    it('here too when somebody signs out there (back channel), with what could be renewed', async () => {
      const browser = brokering.browser();
      const { refresh_token } = await redeem(
        issuer,
        await brokering.signIn(browser, 'NL', 'invented-ocean-lines-clerk'),
      );
      const national = brokering.nationals['NL'];
      const page = await browser.open(`${national?.issuer}/session/end`);
      await browser.submit(page, { logout: 'yes' });
      assert.match((await browser.open(authorizationUrl(issuer))).text, /Password/);
      const renewed = await tokenRequest(issuer, { grant_type: 'refresh_token', refresh_token });
      assert.equal(renewed.body.error, 'invalid_grant');
    });

    it('for nobody by a logout token that is not the provider’s', async () => {
      const browser = brokering.browser();
      const { id_token } = await redeem(issuer, await brokering.signIn(browser, 'BE', clerk));
      for (const logout_token of [id_token, 'x', '']) {
        const url = `${issuer}/protocol/openid-connect/logout/backchannel-logout`;
        const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ logout_token }) });
        assert.equal(response.status, 400);
      }
      assert.ok((await browser.open(authorizationUrl(issuer))).location?.startsWith(redirectUri));
    });

    it('and sends nobody anywhere with a forged address', async () => {
      const forged = `${Buffer.from('https://evil.example/').toString('base64url')}.x`;
      const page = await brokering.browser().open(`${issuer}/broker/be/endpoint/logout_response?state=${forged}`);
      assert.doesNotMatch(page.location ?? '', /evil/);
    });
  });

  it('has no other addresses', async () => {
    assert.equal((await fetch(`${issuer}/broker/zz/login?session_code=x`)).status, 404);
    assert.equal((await fetch(`${issuer}/broker/be/login?session_code=x`)).status, 400);
    assert.equal((await fetch(`${issuer}/broker/be/login`)).status, 400);
  });
});

describe('a national sign-in that is not there', () => {
  let brokering: Brokering;
  const clock = { offsetMs: 0, nowMs: () => Date.now() + clock.offsetMs };
  before(async () => {
    brokering = await startBrokering({ settings: { nationalDeadlineMs: 300, clock } });
  });
  after(() => brokering.remove());

  it('is told at once, and other ways stay open', async () => {
    await brokering.nationals['DE']?.stop();
    const browser = brokering.browser();
    const page = await browser.open(authorizationUrl(brokering.uumds.issuer, { kc_idp_hint: 'de' }));
    assert.equal(page.status, 503);
    assert.match(page.text, /The national sign-in of Germany cannot be reached now/);
    const choice = await browser.follow(page, 'Choose another way to sign in');
    const national = await browser.follow(choice, 'Sign in with Belgium');
    const back = await brokering.enter(browser, national, 'BE', clerk);
    assert.ok(back.location?.startsWith(redirectUri));
  });

  it('is told within the deadline where it hangs, and between going there and coming back', async () => {
    const { uumds, nationals } = brokering;
    const browser = brokering.browser();
    const page = await browser.open(authorizationUrl(uumds.issuer, { kc_idp_hint: 'nl' }));
    const halted = brokering.browserOfNationals(browser);
    const back = await brokering.enter(halted, page, 'NL', 'invented-ocean-lines-clerk');
    nationals['NL']?.hang();
    const beganMs = performance.now();
    const answer = await browser.open(back.location ?? '');
    assert.equal(answer.status, 503, answer.text);
    assert.ok(performance.now() - beganMs < 3000);
  });

  it('is not asked again and again: after ten failures people are told at once', async () => {
    const { uumds, nationals } = brokering;
    nationals['BE']?.hang();
    clock.offsetMs += 61_000; // what was discovered before is looked up anew
    const page = async () => {
      const beganMs = performance.now();
      const { status } = await brokering.browser().open(authorizationUrl(uumds.issuer, { kc_idp_hint: 'be' }));
      return { status, ms: performance.now() - beganMs };
    };
    await Promise.all(Array.from({ length: 12 }, page));
    const { status, ms } = await page();
    assert.equal(status, 503);
    assert.ok(ms < 200, `${ms} ms`);
  });
});
