/** The operators' console as people use it, over the whole platform: in a real browser, live, and without a script. */
import assert from 'node:assert/strict';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible, launchBrowser, looks, takePicture } from '../support/browser.ts';
import { type ConsoleConstellation, startConsole, visitConsoleAs } from '../support/console.ts';
import { expressFiling } from '../support/filings.ts';

const shown = [
  ['', 'circles'],
  ['/services', 'services'],
  ['/alerts', 'alerts'],
  ['/journey', 'journey'],
  ['/partners', 'partners'],
  ['/partners/BE', 'partner'],
  ['/queues', 'queues'],
  ['/dead-letters', 'dead-letters'],
  ['/lost-messages', 'lost-messages'],
  ['/breakers', 'breakers'],
  ['/processes', 'processes'],
  ['/certificates', 'certificates'],
  ['/figures', 'figures'],
  ['/audit', 'audit'],
  ['/logs', 'logs'],
  ['/security', 'security'],
  ['/incidents', 'incidents'],
  ['/responses', 'responses'],
  ['/archive', 'archive'],
  ['/disposals', 'disposals'],
  ['/recovery', 'recovery'],
  ['/register', 'register'],
  ['/configuration', 'configuration'],
] as const;

describe('the operators’ console in a browser', function () {
  this.timeout(600_000);
  let constellation: ConsoleConstellation;
  let browser: Browser;
  let mrn: string;

  const go = (page: Page, path: string) => page.goto(`${constellation.console}${path}`);

  const inDatabase = async (work: (client: pg.Client) => Promise<void>) => {
    const client = new pg.Client({ connectionString: constellation.world.databases.get('ccn2ng') });
    await client.connect();
    await work(client).finally(() => client.end());
  };

  before(async () => {
    // Everything is logged, for the console to find it; here nobody reads it.
    constellation = await startConsole(
      { PORTORIUM_LOG_LEVEL: 'info' },
      { logs: { write: () => undefined }, tellsConfiguration: true },
    );
    browser = await launchBrowser();
    const agents = await constellation.client('invented-parcels');
    for (let filed = 0; filed < 5; filed += 1) {
      const filing = expressFiling();
      filing.declarant.identificationNumber = 'BE0000000001';
      delete filing.representative;
      const { status, body } = await agents.post('/rest/v1/entry/filings/F32', filing);
      assert.equal(status, 201, JSON.stringify(body));
      mrn = body.MRN;
    }
    await agents.close();
  });
  after(async () => {
    await browser?.close();
    await constellation?.remove();
  });

  it('leads from an MRN through all platforms, and proves a record in the browser itself', async () => {
    const { page, context, errors } = await visitConsoleAs(browser, constellation, 'invented-auditor');
    await go(page, '/journey');
    await page.getByLabel('MRN, message or conversation').fill(mrn);
    await page.getByRole('button', { name: 'Show' }).click();
    const list = page.locator('.journey, .ecl-table').first();
    await list.waitFor();
    if ((await page.locator('.journey').count()) === 0) await page.locator('.ecl-table a').last().click();
    await page.locator('.journey').waitFor();
    await assertAccessible(page);
    await takePicture(page, 'console-journey-of-a-filing');
    await page.locator('.hop summary').first().click();
    await page.getByRole('link', { name: 'yes, with its proof' }).first().click();
    await page.getByRole('button', { name: 'Check it in this browser' }).click();
    await page.getByText('Holds: The root is signed by').waitFor();
    assert.equal(await page.locator('.proof-steps .holds').count(), 3);
    assert.equal(await page.locator('.proof-steps .fails').count(), 0);
    await assertAccessible(page);
    await takePicture(page, 'console-proof');
    // A record that was changed leads to another root.
    await page.evaluate(
      `(() => { const place = document.querySelector('[data-proof]'); place.dataset.proof = place.dataset.proof.replace('outcome', 'outcame'); })()`,
    );
    await page.getByRole('button', { name: 'Check it in this browser' }).click();
    await page.locator('.proof-steps .fails').first().waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });

  it('offers dead letters again, and closes them with a reason, without a script', async () => {
    await inDatabase(async (client) => {
      const buried = `update exchange_message set dead_at = now(), last_error = 'expired before it was acknowledged'
        where message_id = any(array(select message_id from exchange_message where dead_at is null limit 2))`;
      for (let tries = 0; tries < 100; tries += 1) {
        if (((await client.query(buried)).rowCount ?? 0) >= 2) return;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      throw new Error('no message came to the exchange');
    });
    const settings = { javaScriptEnabled: false };
    const { page, context } = await visitConsoleAs(browser, constellation, 'invented-operator', settings);
    await page.getByRole('link', { name: 'Dead letters' }).click();
    await page.getByRole('button', { name: 'Offer them again' }).click();
    await page.getByText('Choose a letter, or several.').waitFor();
    await page.locator('input[name=messageId]').first().check();
    await takePicture(page, 'console-dead-letters-some');
    await page.getByRole('button', { name: 'Offer them again' }).click();
    await page.getByText('One letter is offered again').waitFor();
    await page.locator('input[name=messageId]').first().check();
    await page.getByRole('button', { name: 'Discard them' }).click();
    await page.getByText('There is something to mend').waitFor();
    assert.equal(await page.locator('input[name=messageId]').first().isChecked(), true, 'what was chosen stays so');
    await page.getByLabel('Reason, to discard them instead').fill('The Member State has it by another way.');
    await page.getByRole('button', { name: 'Discard them' }).click();
    await page.getByText('One letter is discarded').waitFor();
    await page.getByLabel('Which').selectOption('discarded');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('The Member State has it by another way.').waitFor();
    await context.close();
  });

  it('changes the picture by itself', async () => {
    const { page, context, errors } = await visitConsoleAs(browser, constellation, 'invented-operator');
    await page.getByText('Live: what changes is shown as it changes.').waitFor();
    const version = () => page.locator('#live-now').getAttribute('data-version');
    const before = await version();
    await inDatabase(async (client) => {
      await client.query(
        `update exchange_message set acknowledged_at = null, dead_at = null, queued_at = now() - interval '3 hours', expires_at = now() + interval '1 hour'`,
      );
    });
    await page.locator(`#live-now:not([data-version="${before}"])`).waitFor({ timeout: 60_000 });
    assert.deepEqual(errors, []);
    await context.close();
  });

  for (const { name, settings } of looks) {
    it(`is accessible, and good to look at: ${name}`, async () => {
      const { page, context, errors } = await visitConsoleAs(browser, constellation, 'invented-operator', settings);
      const look = name.replaceAll(/\W+/g, '-');
      for (const [path, picture] of shown) {
        await go(page, path);
        await assertAccessible(page);
        await takePicture(page, `console-${picture}-${look}`);
      }
      await go(page, '/services');
      await page.locator('.ecl-table a[href*="/services/"]').first().click();
      await page.locator('.chart').first().waitFor();
      await assertAccessible(page);
      await takePicture(page, `console-service-${look}`);
      assert.deepEqual(errors, []);
      await context.clearCookies();
      await go(page, '');
      await assertAccessible(page);
      await takePicture(page, `console-welcome-${look}`);
      await context.close();
    });
  }
});
