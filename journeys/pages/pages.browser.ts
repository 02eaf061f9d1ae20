/**
 * `npm run test:pages`: the pages that people see, in a real browser (Debian's chromium), held against WCAG 2.2 AA by axe, in
 * light and dark, wide and narrow.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Constellation, startConstellation } from '../support/constellation.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const viewports = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

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
    assert.ok(
      existsSync(executablePath),
      `no browser at ${executablePath}: install Debian's chromium, or name one in CHROMIUM`,
    );
    constellation = await startConstellation();
    const args = [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
    ];
    browser = await chromium.launch({ executablePath, chromiumSandbox: false, args });
  });
  after(async () => {
    await browser?.close();
    await constellation?.remove();
  });

  const open = async (
    address: string,
    settings: Parameters<Browser['newContext']>[0],
  ): Promise<{ context: BrowserContext; page: Page; errors: string[] }> => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, ...settings });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(address);
    return { context, page, errors };
  };

  const accessible = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    assert.deepEqual(
      violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.html).join(' ')})`),
      [],
    );
  };

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of viewports) {
      const look = `${colorScheme}, ${viewport.width} wide`;
      it(`SPEED2ng's start page is accessible: ${look}`, async () => {
        const { context, page, errors } = await open(`${constellation.addresses['SPEED2ng']}/`, {
          colorScheme,
          viewport,
        });
        assert.equal(await page.title(), 'SPEED2ng - Portorium');
        await accessible(page);
        assert.equal(
          await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth'),
          true,
          'it scrolls sideways',
        );
        assert.deepEqual(errors, []);
        await context.close();
      });
      it(`the sign-in page is accessible, and says what went wrong: ${look}`, async () => {
        const { context, page } = await open(signInPath(constellation.issuer), { colorScheme, viewport });
        await accessible(page);
        await page.getByLabel('User name').fill('nobody');
        await page.getByLabel('Password').fill('wrong');
        await page.getByRole('button', { name: 'Sign in' }).press('Enter');
        await page.getByRole('alert').waitFor();
        await accessible(page);
        await context.close();
      });
    }
  }

  it('the sign-in page works without JavaScript', async () => {
    const { context, page } = await open(signInPath(constellation.issuer), { javaScriptEnabled: false });
    await page.getByLabel('User name').fill('nobody');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    assert.match((await page.getByRole('alert').textContent()) ?? '', /\w/);
    await context.close();
  });
});
