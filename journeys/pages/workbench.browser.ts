/** The workbench of risk experts as people use it, over the whole platform: in a real browser. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible, launchBrowser, looks, takePicture } from '../support/browser.ts';
import { expressFiling } from '../support/filings.ts';
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

  /** A filing that a seeded profile hits; gives its MRN. */
  let mrn: string | undefined;
  const hitSomething = async (): Promise<string> => {
    if (mrn !== undefined) return mrn;
    const agents = await constellation.client('invented-customs-agents');
    const filing = expressFiling({ description: 'Lithium-ion batteries UN3480', subheading: '850760' });
    const { status, body } = await agents.post('/rest/v1/entry/filings/F32', filing);
    await agents.close();
    assert.equal(status, 201, JSON.stringify(body));
    mrn = String((body as { MRN?: string }).MRN);
    return mrn;
  };

  /** What was filed is assessed a moment later. */
  const openWhenThere = async (page: Page, path: string) => {
    for (let tries = 0; tries < 60; tries += 1) {
      const answer = await page.goto(`${constellation.workbench}${path}`);
      if (answer?.status() !== 404) return;
      await page.waitForTimeout(500);
    }
    assert.fail(`${path} did not come to be there`);
  };

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
      const reference = await hitSomething();
      const shown = [
        '',
        '/profiles',
        '/profiles/SEED-SAF-001',
        '/profiles/SEED-SAF-001/retire',
        '/drafts',
        '/elements',
      ];
      for (const path of [...shown, '/drafts/new', '/drafts/new?from=SEED-SAF-003', '/hits', `/hits/${reference}`]) {
        await openWhenThere(page, path);
        await assertAccessible(page);
        await takePicture(page, `workbench${path.replaceAll(/\W+/g, '-')}-${name.replaceAll(/\W+/g, '-')}`);
      }
      assert.deepEqual(errors, []);
      await context.close();
    });
});
