/** The workbench of risk experts as people use it, over the whole platform: in a real browser. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { assertAccessible, launchBrowser, looks, takePicture } from '../support/browser.ts';
import { startWorkbench, visitAs, type WorkbenchConstellation } from '../support/portal.ts';

const expert = 'invented-customs-be-expert';

describe('the workbench of risk experts in a browser', function () {
  this.timeout(120_000);
  let constellation: WorkbenchConstellation;
  let browser: Browser;

  const visit = (person: string, settings: Parameters<typeof visitAs>[3] = {}) =>
    visitAs(browser, { portal: constellation.workbench, passwordOf: constellation.passwordOf }, person, settings);

  before(async () => {
    constellation = await startWorkbench();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await constellation?.remove();
  });

  it('finds profiles by text, area, level and state, without a script', async () => {
    const { page, context } = await visit(expert, { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Profiles', exact: true }).first().click();
    await page.getByLabel('Id or title').fill('seed-saf');
    await page.getByRole('button', { name: 'Show' }).click();
    const ids = await page.getByRole('row').getByRole('link').allTextContents();
    assert.ok(ids.length > 0 && ids.every((id) => id.startsWith('SEED-SAF')), ids.join(' '));
    await context.close();
  });

  for (const { name, settings } of looks)
    it(`is accessible and fits: ${name}`, async () => {
      const { page, context, errors } = await visit(expert, settings);
      for (const path of ['', '/profiles']) {
        await page.goto(`${constellation.workbench}${path}`);
        await assertAccessible(page);
        await takePicture(page, `workbench${path.replaceAll('/', '-')}-${name.replaceAll(/\W+/g, '-')}`);
      }
      assert.deepEqual(errors, []);
      await context.close();
    });
});
