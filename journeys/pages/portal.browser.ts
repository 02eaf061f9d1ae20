/** The trader portal as people use it, over the whole platform: in a real browser, without a script, with the keyboard alone. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible, launchBrowser, looks, openWindow, takePicture } from '../support/browser.ts';
import { expressFiling } from '../support/filings.ts';
import { type PortalConstellation, startPortal, visitAs } from '../support/portal.ts';

const mandator = { person: 'invented-post-administrator', eori: 'DE000000000000005' };
const mandatary = { person: 'invented-customs-agents-administrator', eori: 'DE000000000000002' };

const fillMandate = async (page: Page) => {
  await page.getByLabel('EORI of who is to act for you').fill('de 000000000000002');
  await page.getByLabel('Direct representation', { exact: true }).check();
  await page.getByLabel('Representative', { exact: true }).check();
  await page.locator('#scope').check();
};

describe('the trader portal in a browser', function () {
  this.timeout(120_000);
  let constellation: PortalConstellation;
  let browser: Browser;

  before(async () => {
    constellation = await startPortal();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await constellation?.remove();
  });

  const file = async () => {
    const agents = await constellation.client('invented-customs-agents');
    const filing = expressFiling();
    filing.declarant.identificationNumber = mandator.eori;
    try {
      return await agents.post('/rest/v1/entry/filings/F32', filing);
    } finally {
      await agents.close();
    }
  };

  it('lets one operator give a mandate, the other accept it, file by it, and the first one end it', async () => {
    const before = await file();
    assert.deepEqual([before.status, before.body.faults?.[0]?.code], [403, 'NO_MANDATE'], JSON.stringify(before.body));

    const giver = await visitAs(browser, constellation, mandator.person, { javaScriptEnabled: false });
    await giver.page.getByRole('link', { name: 'Mandates', exact: true }).click();
    await giver.page.getByRole('link', { name: 'Give a mandate' }).click();
    await fillMandate(giver.page);
    await giver.page.getByRole('button', { name: 'Propose the mandate' }).click();
    await giver.page.getByText('The mandate is proposed').waitFor();
    const address = giver.page.url();

    const taker = await visitAs(browser, constellation, mandatary.person, { javaScriptEnabled: false });
    await taker.page.getByRole('link', { name: 'Mandates to accept' }).click();
    await taker.page.getByRole('row', { name: mandator.eori }).getByRole('link').click();
    assert.equal(taker.page.url(), address, 'both sides see the same mandate');
    await taker.page.getByRole('link', { name: 'Accept' }).click();
    await taker.page.getByRole('button', { name: 'Accept the mandate' }).click();
    await taker.page.getByText('The mandate is accepted').waitFor();
    await taker.page.reload();
    assert.equal(await taker.page.getByText('The mandate is accepted').count(), 0, 'news are told once');

    const after = await file();
    assert.equal(after.status, 201, JSON.stringify(after.body));

    await giver.page.reload();
    await giver.page.getByRole('link', { name: 'Revoke' }).click();
    await giver.page.getByLabel('Reason').fill('The season is over.');
    await giver.page.getByRole('button', { name: 'Revoke the mandate' }).click();
    await giver.page.getByText('The mandate is revoked').waitFor();
    const ended = await file();
    assert.deepEqual(
      [ended.status, ended.body.faults?.[0]?.code],
      [403, 'MANDATE_REVOKED'],
      JSON.stringify(ended.body),
    );

    await taker.page.goto(`${constellation.portal}/mailbox`);
    await taker.page
      .getByRole('link', { name: /revoked/i })
      .first()
      .click();
    await taker.page.getByText('The season is over.').waitFor();
    await taker.page.getByRole('button', { name: 'Acknowledge' }).click();
    await taker.page.getByText('The message is acknowledged').waitFor();
    await Promise.all([giver.context.close(), taker.context.close()]);
  });

  /** From the page of a credential: the link, the confirmation, and what is told then. */
  const change = async (page: Page, link: string, button: string, told: string) => {
    await page.getByRole('link', { name: link, exact: true }).click();
    await assertAccessible(page);
    await page.getByRole('button', { name: button }).click();
    await page.getByText(told).waitFor();
  };

  it('registers a seal certificate by the very commands that it shows, and ends it', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'portorium-seal-'));
    const { page, context } = await visitAs(browser, constellation, mandator.person);
    const openssl = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -subj /O=Invented-Post/C=DE';
    const extensions = [
      '-addext',
      'keyUsage=critical,digitalSignature',
      '-addext',
      'basicConstraints=critical,CA:FALSE',
    ];
    const files = ['-keyout', 'seal-key.pem', '-out', 'seal.pem'];
    execFileSync('openssl', [...openssl.split(' '), ...extensions, ...files], { cwd: directory, stdio: 'ignore' });

    await page.goto(`${constellation.portal}/seals/new`);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('link', { name: 'Enter the certificate, or choose its file.' }).waitFor();
    await page.getByLabel('File of the certificate').setInputFiles(join(directory, 'seal.pem'));
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: 'Prove that you have the key' }).waitFor();
    await assertAccessible(page);
    await takePicture(page, 'seal-proof');
    await page.getByRole('textbox', { name: 'Signature' }).fill('AAAA');
    await page.getByRole('button', { name: 'Register the seal' }).click();
    await page.getByText('There is something to mend').waitFor();

    const commands = await page.locator('pre.command').first().innerText();
    const signature = execFileSync('sh', ['-e', '-c', commands], { cwd: directory, encoding: 'utf8' });
    await page.getByRole('textbox', { name: 'Signature' }).fill(signature);
    await page.getByLabel('Believe its seals at once').check();
    await page.getByRole('button', { name: 'Register the seal' }).click();
    await page.getByText('The seal is registered, and active').waitFor();
    await takePicture(page, 'seal');
    await change(page, 'Suspend', 'Suspend the seal', 'The seal is suspended');
    await change(page, 'Resume', 'Resume the seal', 'The seal is active again');
    await change(page, 'Revoke', 'Revoke the seal', 'The seal is revoked');
    await context.close();
    await rm(directory, { recursive: true });
  });

  it('registers an API client, replaces its keys, lets it rest and ends it', async () => {
    const { page, context } = await visitAs(browser, constellation, mandator.person);
    const keySet = () => {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] });
    };
    await page.goto(`${constellation.portal}/api-clients/new`);
    await page.getByLabel('Public keys (JWKS)').fill('{"keys":');
    await page.getByLabel('Networks from which it may come').fill('10.0.0.0/8\n192.0.2.0/24');
    await page.getByRole('button', { name: 'Register the client' }).click();
    await page.getByRole('link', { name: 'Enter a name for the system.' }).waitFor();
    assert.equal(await page.locator('.fault-list li').count(), 4, 'all that is wrong, at once');
    assert.equal(await page.getByLabel('Networks from which it may come').inputValue(), '10.0.0.0/8\n192.0.2.0/24');
    await page.getByLabel('Name of the system').fill('Sorting centre');
    await page.getByLabel('Declarant', { exact: true }).check();
    await page.getByLabel('Signed assertion (private_key_jwt)').check();
    await page.getByLabel('Public keys (JWKS)').fill(keySet());
    await page.getByRole('button', { name: 'Register the client' }).click();
    await page.getByText('The API client is registered').waitFor();
    await assertAccessible(page);
    await takePicture(page, 'api-client');
    await page.getByRole('link', { name: 'Replace the keys' }).click();
    await page.getByLabel('Public keys (JWKS)').fill(keySet());
    await page.getByLabel('Overlap, in hours').fill('1');
    await page.getByRole('button', { name: 'Replace the keys' }).click();
    await page.getByText('The keys are replaced').waitFor();
    assert.equal(await page.locator('table tbody tr').count(), 2, 'both are believed meanwhile');
    await change(page, 'Suspend', 'Suspend the client', 'The API client is suspended');
    await change(page, 'Resume', 'Resume the client', 'The API client is active again');
    await change(page, 'Revoke', 'Revoke the client', 'The API client is revoked');
    await context.close();
  });

  it('is used with the keyboard alone', async () => {
    const { page, context } = await openWindow(browser);
    /** Tab, as often as needed; what has the focus can be seen to have it. */
    const tabTo = async (
      name: string | RegExp,
      role: 'link' | 'button' | 'textbox' | 'radio' | 'checkbox' = 'link',
    ) => {
      const wanted = page.getByRole(role, typeof name === 'string' ? { name, exact: true } : { name }).first();
      await wanted.waitFor();
      for (let pressed = 0; pressed < 80; pressed += 1) {
        await page.keyboard.press('Tab');
        if ((await wanted.and(page.locator(':focus')).count()) === 0) continue;
        const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
        assert.notEqual(outline, 'none', `the focus on ${name} cannot be seen`);
        return;
      }
      throw new Error(`${name} is not reached by Tab`);
    };
    await page.goto(constellation.portal);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    // The first thing to reach leads to the content.
    await page.waitForURL('**#main');
    await tabTo('Sign in');
    await page.keyboard.press('Enter');
    await tabTo('User name', 'textbox');
    await page.keyboard.type(mandator.person);
    await page.keyboard.press('Tab');
    await page.keyboard.type(await constellation.passwordOf(mandator.person));
    await page.keyboard.press('Enter');
    await tabTo('Mandates');
    await page.keyboard.press('Enter');
    await tabTo('Give a mandate');
    await page.keyboard.press('Enter');
    await tabTo(/^EORI/, 'textbox');
    await page.keyboard.type('BE0000000003');
    await tabTo('Direct representation', 'radio');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await tabTo('Declarant', 'radio');
    await page.keyboard.press('Space');
    await tabTo(/^All of Entry/, 'checkbox');
    await page.keyboard.press('Space');
    await tabTo('Propose the mandate', 'button');
    await page.keyboard.press('Enter');
    await page.getByText('The mandate is proposed').waitFor();
    await page.getByText('Sending messages only').waitFor();
    await tabTo('Withdraw');
    await page.keyboard.press('Enter');
    await tabTo('Revoke the mandate', 'button');
    await page.keyboard.press('Enter');
    await page.getByText('The mandate is revoked').waitFor();
    await tabTo('Sign out', 'button');
    await page.keyboard.press('Enter');
    await tabTo('Sign out', 'button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await context.close();
  });

  for (const { name, settings } of looks) {
    it(`is accessible, and good to look at: ${name}`, async () => {
      const { page, context, errors } = await visitAs(browser, constellation, mandator.person, settings);
      const look = name.replaceAll(/\W+/g, '-');
      const at = async (path: string, picture: string) => {
        await page.goto(`${constellation.portal}${path}`);
        await assertAccessible(page);
        await takePicture(page, `${picture}-${look}`);
      };
      await at('', 'home');
      await at('/mailbox', 'mailbox');
      await page.locator('.ecl-table a').first().click();
      await assertAccessible(page);
      await takePicture(page, `message-${look}`);
      await at('/receipts?messageId=unknown', 'receipts');
      await at('/mandates', 'mandates');
      await page.locator('.ecl-table a').first().click();
      await assertAccessible(page);
      await takePicture(page, `mandate-${look}`);
      await at('/mandates?counterparty=DE-12&endsBy=2020-01-01', 'mandates-faults');
      await at('/mandates/new', 'grant');
      await page.getByLabel('Your reference').fill('');
      await page.getByLabel('Last day').fill('2020-01-01');
      await page.getByRole('button', { name: 'Propose the mandate' }).click();
      await page.getByText('There is something to mend').waitFor();
      await assertAccessible(page);
      await takePicture(page, `grant-faults-${look}`);
      await at('/api-clients', 'api-clients');
      await at('/api-clients/new', 'api-client-new');
      await at('/seals', 'seals');
      await at('/seals/new', 'seal-new');
      assert.deepEqual(
        errors.filter((error) => !/status of (422|404)/.test(error)),
        [],
      );
      await at('/nothing-here', 'not-found');
      await context.clearCookies();
      await at('', 'welcome');
      await at('/mandates', 'signed-out');
      await context.close();
    });
  }
});
