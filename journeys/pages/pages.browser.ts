/**
 * `npm run test:pages`: the pages that people see, in a real browser (Debian's chromium), held against WCAG 2.2 AA by axe, in
 * light and dark, wide and narrow.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { assertAccessible, launchBrowser, looks, openWindow } from '../support/browser.ts';
import { type Constellation, startConstellation } from '../support/constellation.ts';

const signInPath = (issuer: string) => {
  const query = new URLSearchParams({
    client_id: 'portorium-portal',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'https://localhost:8443/portal/signed-in',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    state: 'pages',
  });
  return `${issuer}/protocol/openid-connect/auth?${query}`;
};

describe('pages in a browser', function () {
  this.timeout(60_000);
  let constellation: Constellation;
  let browser: Browser;

  before(async () => {
    const environment = { PORTORIUM_NATIONAL_SIGN_INS: 'BE=0,DE=0,NL=0' };
    constellation = await startConstellation({ environment });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await constellation?.remove();
  });

  const open = async (address: string, settings: BrowserContextOptions) => {
    const window = await openWindow(browser, settings);
    await window.page.goto(address);
    return window;
  };

  const signInNationally = async (page: Page, name: string, look: () => Promise<void> = async () => {}) => {
    const file = join(constellation.dataDirectory, 'national-sign-ins', 'BE', 'accounts.json');
    const { persons } = JSON.parse(await readFile(file, 'utf8')) as { persons: Record<string, string> };
    await page.getByRole('link', { name: 'Sign in with Belgium' }).click();
    await page.getByRole('heading', { name: 'Belgium: national sign-in' }).waitFor();
    await look();
    await page.getByLabel('User name').fill(name);
    await page.getByLabel('Password').fill(persons[name] ?? '');
    await page.getByRole('button', { name: 'Sign in' }).press('Enter');
  };

  for (const look of looks) {
    it(`SPEED2ng's start page is accessible: ${look.name}`, async () => {
      const { context, page, errors } = await open(`${constellation.addresses['SPEED2ng']}/`, look.settings);
      assert.equal(await page.title(), 'The gateway for traders - SPEED2ng - Portorium');
      await assertAccessible(page);
      assert.deepEqual(errors, []);
      await context.close();
    });
    it(`the sign-in page is accessible, and says what went wrong: ${look.name}`, async () => {
      const { context, page } = await open(signInPath(constellation.issuer), look.settings);
      await assertAccessible(page);
      await page.getByLabel('User name').fill('nobody');
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).press('Enter');
      await page.getByRole('alert').waitFor();
      await assertAccessible(page);
      await context.close();
    });
    it(`the way through a national sign-in is accessible, also where it does not lead in: ${look.name}`, async () => {
      const { context, page } = await open(signInPath(constellation.issuer), look.settings);
      await signInNationally(page, 'invented-stranger-be', () => assertAccessible(page));
      await page.getByText('PERSON_NOT_KNOWN').waitFor();
      await assertAccessible(page);
      await page.getByRole('link', { name: 'Choose another way to sign in' }).click();
      await page.getByLabel('Password').waitFor();
      await context.close();
    });
  }

  it('the sign-in page works without JavaScript', async () => {
    const { context, page } = await open(signInPath(constellation.issuer), { javaScriptEnabled: false });
    await page.getByLabel('User name').fill('nobody');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    assert.match((await page.getByRole('alert').textContent()) ?? '', /\w/);
    await context.close();
  });

  it('somebody signs in through a national sign-in, and out of both, without JavaScript', async () => {
    const { context, page } = await open(signInPath(constellation.issuer), { javaScriptEnabled: false });
    const portal: string[] = [];
    await page.route('https://localhost:8443/**', async (route) => {
      portal.push(route.request().url());
      await route.fulfill({ body: 'the portal' });
    });
    await signInNationally(page, 'invented-parcels-clerk');
    await page.getByText('the portal').waitFor();
    assert.match(portal[0] ?? '', /signed-in\?code=/);
    const back = new URLSearchParams({
      client_id: 'portorium-portal',
      post_logout_redirect_uri: 'https://localhost:8443/portal/signed-out',
    });
    await page.goto(`${constellation.issuer}/protocol/openid-connect/logout?${back}`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign out of Belgium too?' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('the portal').waitFor();
    assert.match(portal[1] ?? '', /signed-out/);
    await context.close();
  });
});
