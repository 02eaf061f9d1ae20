/** The console as it is used: by the keyboard alone, in the dark, by two people, with the lines of the log. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible, launchBrowser, takePicture } from '../support/browser.ts';
import { type ConsoleConstellation, startConsole, visitConsoleAs } from '../support/console.ts';
import { expressFiling } from '../support/filings.ts';

const focused = (page: Page): Promise<string> =>
  page.evaluate('(document.activeElement?.textContent ?? "").trim() || document.activeElement?.id || ""');

/** Presses Tab until what has the focus is like that. */
const tabTo = async (page: Page, wanted: RegExp, most = 80): Promise<void> => {
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press('Tab');
    if (wanted.test(await focused(page))) return;
  }
  assert.fail(`the focus never came to ${wanted}; it is at ${await focused(page)}`);
};

const background = (page: Page): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
const [white, dark] = ['rgb(255, 255, 255)', 'rgb(18, 22, 29)'];

describe('the operators’ console in use', function () {
  this.timeout(600_000);
  let constellation: ConsoleConstellation;
  let browser: Browser;
  let mrn: string;
  const go = (page: Page, path: string) => page.goto(`${constellation.console}${path}`);

  before(async () => {
    constellation = await startConsole(
      { PORTORIUM_LOG_LEVEL: 'info' },
      { logs: { write: () => undefined }, tellsConfiguration: true },
    );
    browser = await launchBrowser();
    const agents = await constellation.client('invented-parcels');
    const filing = expressFiling();
    filing.declarant.identificationNumber = 'BE0000000001';
    delete filing.representative;
    const { status, body } = await agents.post('/rest/v1/entry/filings/F32', filing);
    assert.equal(status, 201, JSON.stringify(body));
    mrn = body.MRN;
    await agents.close();
  });
  after(async () => {
    await browser?.close();
    await constellation?.remove();
  });

  it('is walked through by the keyboard: past the navigation, along it, a table, a form', async () => {
    const { page, context } = await visitConsoleAs(browser, constellation, 'invented-operator');
    await go(page, '/services');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Skip to the content');
    await page.keyboard.press('Enter');
    await page.locator('#main:focus').waitFor();
    await tabTo(page, /^Service/);
    await page.keyboard.press('Enter');
    await page.locator('th[aria-sort]').waitFor();
    await tabTo(page, /^Register of services$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Register of services', level: 1 }).waitFor();
    await tabTo(page, /^filter-q$/);
    await page.keyboard.type('logging');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=logging/);
    await go(page, '/configuration');
    await tabTo(page, /^name$/);
    await page.keyboard.type('PORTORIUM_NOT_THERE');
    await page.keyboard.press('Enter');
    await page.getByText('There is something to mend').waitFor();
    assert.equal(await page.locator('#name').inputValue(), 'PORTORIUM_NOT_THERE', 'what was entered stays');
    await assertAccessible(page);
    await context.close();
  });

  it('has a menu that opens on a narrow screen, by the keyboard too', async () => {
    const settings = { viewport: { width: 390, height: 844 }, javaScriptEnabled: true };
    const { page, context } = await visitConsoleAs(browser, constellation, 'invented-operator', settings);
    await tabTo(page, /^Menu/);
    await page.keyboard.press('Enter');
    await page.locator('.menu details[open]').waitFor();
    await assertAccessible(page);
    await takePicture(page, 'console-menu-390-wide');
    await tabTo(page, /^Logs$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Logs', level: 1 }).waitFor();
    await context.close();
  });

  it('is light or dark as somebody chooses, without a script, and as the browser is set otherwise', async () => {
    const settings = { javaScriptEnabled: false, colorScheme: 'light' } as const;
    const { page, context } = await visitConsoleAs(browser, constellation, 'invented-operator', settings);
    await go(page, '/alerts?state=firing');
    assert.equal(await background(page), white);
    await page.getByRole('button', { name: 'Dark', exact: true }).click();
    await page.locator('html[data-look=dark]').waitFor();
    assert.equal(await background(page), dark);
    assert.match(page.url(), /\/alerts\?state=firing$/, 'the page is the same');
    await go(page, '/queues');
    assert.equal(await background(page), dark, 'it is kept');
    await page.getByRole('button', { name: 'As the browser is set' }).click();
    await page.locator('html:not([data-look])').waitFor();
    assert.equal(await background(page), white);
    await context.close();
  });

  it('has two people agree on a dangerous setting', async () => {
    const first = await visitConsoleAs(browser, constellation, 'invented-operator');
    await go(first.page, '/configuration');
    await first.page.getByLabel('Setting').fill('PORTORIUM_HOST');
    await first.page.getByLabel('Value').fill('0.0.0.0');
    await first.page.getByLabel('Reason').fill('For a test.');
    await first.page.getByRole('button', { name: 'Propose it' }).click();
    await first.page.getByText('It waits for somebody else to agree').waitFor();
    await first.page.getByLabel('Reason').fill('I agree with myself.');
    await first.page.getByRole('button', { name: 'Agree' }).click();
    await first.page.getByText('Nobody agrees to what they have proposed themselves.').first().waitFor();
    await first.page.getByText('There is something to mend').waitFor();
    const second = await visitConsoleAs(browser, constellation, 'invented-second-operator');
    await second.page.goto(first.page.url().replace('/decideConfiguration', ''));
    await second.page.getByLabel('Reason').fill('It is behind a proxy.');
    await takePicture(second.page, 'console-approval');
    await second.page.getByRole('button', { name: 'Agree' }).click();
    await second.page.getByText('The value is approved').waitFor();
    await Promise.all([first.context.close(), second.context.close()]);
  });

  it('finds log lines, and shows those of a conversation in its journey', async () => {
    const { page, context, errors } = await visitConsoleAs(browser, constellation, 'invented-operator');
    // Lines come in by batches, and the page is told of them.
    await go(page, '/logs?q=performed');
    await page.locator('.log-line').first().waitFor({ timeout: 60_000 });
    await page.locator('.log-line summary').first().click();
    await page.locator('.log-line[open] .command').waitFor();
    await takePicture(page, 'console-logs-some');
    for (let tries = 0; tries < 60; tries += 1) {
      await go(page, `/journey?reference=${mrn}`);
      if ((await page.locator('.journey').count()) === 0) await page.locator('.ecl-table a').last().click();
      if ((await page.locator('.hop-line').count()) > 0) break;
      await page.waitForTimeout(500);
    }
    await page.locator('.hop-line').first().waitFor();
    await assertAccessible(page);
    await takePicture(page, 'console-journey-with-lines');
    await page.getByRole('link', { name: /log lines?$/ }).click();
    await page.locator('.log-line').first().waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });
});
