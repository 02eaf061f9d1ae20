/** The trader portal as people use it, over the whole platform: in a real browser, without a script, with the keyboard alone. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible, launchBrowser, looks, takePicture } from '../support/browser.ts';
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
      await at('/mandates', 'mandates');
      await page.locator('.ecl-table a').first().click();
      await assertAccessible(page);
      await takePicture(page, `mandate-${look}`);
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
        errors.filter((error) => !/status of 422/.test(error)),
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
