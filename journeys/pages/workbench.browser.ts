/** The workbench of risk experts as people use it, over the whole platform: in a real browser. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible, launchBrowser, looks, takePicture } from '../support/browser.ts';
import { expressFiling } from '../support/filings.ts';
import { startWorkbench, visitAs, type WorkbenchConstellation } from '../support/portal.ts';

const expert = 'invented-customs-be-expert';

describe('the workbench of risk experts in a browser', function () {
  this.timeout(600_000);
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

  const fillOutcome = async (page: Page, profileId: string) => {
    await page.getByLabel('Id of the profile').fill(profileId);
    await page.getByLabel('Title', { exact: true }).fill('Garden gnomes');
    await page.getByLabel('Risk area').selectOption('PSF');
    await page.getByLabel('Level of a hit').selectOption('low');
    await page.getByLabel('What a hit says').fill('Gnomes are described.');
    await page.getByLabel('Why this draft').fill('Gnomes were found to be hollow.');
  };

  it('drafts by form posts alone, tells what is wrong at its row, and is approved by another Member State', async () => {
    const be = await visit(expert, { javaScriptEnabled: false });
    const { page } = be;
    await page.goto(`${constellation.workbench}/drafts/new`);
    await fillOutcome(page, 'test-gnomes');
    await page.getByRole('group', { name: 'Row 1' }).getByRole('button', { name: 'Put into a group' }).click();
    await page.getByRole('combobox', { name: 'Group 1' }).selectOption('some');
    await page.getByRole('combobox', { name: /^Element of the/ }).fill('commodity.nothing');
    await page.getByLabel('Value', { exact: true }).fill('gnome');
    await page.getByRole('button', { name: 'Check it' }).click();
    const fault = page.getByRole('link', { name: /has no element commodity.nothing/ });
    await fault.waitFor();
    await takePicture(page, 'workbench-faulty');
    await page
      .getByRole('combobox', { name: 'Element of the goods item' })
      .first()
      .fill('commodity.descriptionOfGoods');
    await page.getByRole('button', { name: /Add a row\s*: group 1/ }).click();
    await page.getByRole('group', { name: 'Row 1.2' }).getByRole('button', { name: 'Remove' }).click();
    await page.getByLabel('Question').selectOption('matches');
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByLabel(/^Words/).fill('*gnome*');
    await page.getByRole('button', { name: 'Submit for approval' }).click();
    await page.getByText('The draft waits for approval').waitFor();
    const address = page.url();
    const own = async (visitor: Page) => {
      await visitor.goto(`${address}/approve`);
      await visitor.getByLabel('Why', { exact: true }).fill('Agreed.');
      await visitor.getByRole('button', { name: 'Approve the draft' }).click();
    };
    await own(page);
    await page
      .getByText(/Nobody approves/)
      .first()
      .waitFor();
    const de = await visit('invented-customs-de-expert', { javaScriptEnabled: false });
    await own(de.page);
    await de.page.getByText('The draft is approved').waitFor();
    await de.page.goto(`${constellation.workbench}/profiles/TEST-GNOMES`);
    await de.page.getByText('*gnome*').first().waitFor();
    await Promise.all([be.context.close(), de.context.close()]);
  });

  it('changes the condition without a new page where scripts run, by the keyboard alone', async () => {
    const { page, context, errors } = await visit(expert);
    await page.goto(`${constellation.workbench}/drafts/new`);
    await page.evaluate('window.isSamePage = true');
    await page.getByRole('button', { name: 'Add “same goods item”' }).focus();
    await page.keyboard.press('Enter');
    const element = page.getByLabel('Element of the goods item');
    await element.waitFor();
    await page.waitForFunction("document.activeElement?.name === 'n.0.1.0.element'");
    await page.keyboard.type('countryOfOrigin.country');
    await page.keyboard.press('Tab');
    await page.getByText('Country of origin: country: code of CL718').waitFor();
    await page.getByRole('group', { name: 'Row 2.1' }).getByLabel('Question').selectOption('inGroup');
    await page.getByLabel('Group of countries').selectOption('EU');
    assert.equal(await page.evaluate('window.isSamePage'), true, 'the page stayed');
    assert.deepEqual(errors, []);
    await takePicture(page, 'workbench-editor-script');
    await context.close();
  });

  it('plans a campaign, and tries a profile on what was declared', async () => {
    const { page, context } = await visit(expert, { javaScriptEnabled: false });
    await hitSomething();
    await page.goto(`${constellation.workbench}/campaigns/new`);
    await page.getByLabel('Id of the campaign').fill('PCA-GNOMES');
    await page.getByLabel('Name', { exact: true }).fill('Gnomes in winter');
    await page.getByLabel('What is looked for, and why').fill('Hollow gnomes.');
    await page.getByLabel('Risk area').selectOption('PSF');
    await page.getByLabel('First day').fill('2027-01-01');
    await page.getByLabel('Last day').fill('2027-02-28');
    await page.getByLabel('Member States').fill('BE, de');
    await page.getByRole('button', { name: 'Plan the campaign' }).click();
    await page.getByText('The campaign is planned').waitFor();
    await page.goto(`${constellation.workbench}/campaigns/new`);
    await page.getByLabel('Id of the campaign').fill('PCA-NOW');
    await page.getByLabel('Name', { exact: true }).fill('Gnomes now');
    await page.getByLabel('What is looked for, and why').fill('Hollow gnomes.');
    await page.getByLabel('Risk area').selectOption('PSF');
    const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('First day').fill(dayIn(0));
    await page.getByLabel('Last day').fill(dayIn(60));
    await page.getByLabel('Member States').fill('BE');
    await page.getByLabel('Countries of departure').fill('CN');
    await page.getByRole('button', { name: 'Plan the campaign' }).click();
    await page.getByText('The campaign is planned').waitFor();
    await page.goto(`${constellation.workbench}/campaigns/PCA-NOW/review`);
    await page.getByLabel('What the review found').fill('They come by Hong Kong.');
    await page.getByLabel('It is adjusted').check();
    await page.getByLabel('Member States').fill('BE, nl');
    await page.getByLabel('Countries of departure').fill('CN, HK');
    await page.getByRole('button', { name: 'Record the review' }).click();
    await page.getByText('The review is recorded').waitFor();
    await page.getByText('BE, NL', { exact: true }).waitFor();
    await page.getByText('CN, HK', { exact: true }).waitFor();
    await page.goto(`${constellation.workbench}/trials/backtests/new`);
    await page.getByLabel('Profile', { exact: true }).fill('SEED-SAF-001');
    await page.getByLabel('Why', { exact: true }).fill('To see what it does.');
    await page.getByRole('button', { name: 'Start the backtest' }).click();
    await page.getByText('The backtest is started').waitFor();
    backtest = new URL(page.url()).pathname.replace('/workbench', '');
    for (let tries = 0; tries < 120 && (await page.getByText('Done', { exact: true }).count()) === 0; tries += 1) {
      await page.waitForTimeout(500);
      await page.reload();
    }
    await page.getByText('Done', { exact: true }).waitFor();
    await context.close();
  });

  it('drafts a new version of a rule in typed fields, and another Member State approves it', async () => {
    const be = await visit(expert, { javaScriptEnabled: false });
    await be.page.goto(`${constellation.workbench}/rules/RAND-SHARE`);
    await be.page.getByRole('link', { name: 'Draft a new version' }).click();
    const share = be.page.getByLabel('Share of declarations, per cent');
    await share.fill('some');
    await be.page.getByLabel('Why this draft').fill('To compare hit rates.');
    const send = () => be.page.getByRole('button', { name: 'Submit for approval' }).click();
    await send();
    await be.page.getByText('There is something to mend').waitFor();
    assert.equal(await share.inputValue(), 'some', 'what was entered stays');
    await takePicture(be.page, 'workbench-rule-faulty');
    await share.fill('0.5');
    await send();
    await be.page.getByText('The draft waits for approval').waitFor();
    const address = be.page.url();
    const de = await visit('invented-customs-de-expert', { javaScriptEnabled: false });
    await de.page.goto(`${address}/approve`);
    await de.page.getByLabel('Why', { exact: true }).fill('Agreed.');
    await de.page.getByRole('button', { name: 'Approve the draft' }).click();
    await de.page.getByText('The draft is approved').waitFor();
    await de.page.goto(`${constellation.workbench}/rules/RAND-SHARE`);
    await de.page.getByText('Version 2').waitFor();
    await Promise.all([be.context.close(), de.context.close()]);
  });

  const table = (subheading: string) =>
    `profileId,title,riskAreaCode,riskLevel,reason,item.countryOfOrigin.country ${subheading}\nTABLE-1,Gnomes,PSF,low,Gnomes.,CN\n`;

  it('imports a decision table, and tells faults by line and column', async () => {
    const { page, context } = await visit(expert);
    await page.goto(`${constellation.workbench}/profiles`);
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await page.getByLabel('Or what stands in it').fill(table('sounds like'));
    await page.getByLabel('Why').fill('From a table.');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('table', { name: 'What is wrong, by its place' }).waitFor();
    await assertAccessible(page);
    await takePicture(page, 'workbench-import-faulty');
    await page.getByLabel('Or what stands in it').fill('');
    const file = { name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(table('eq')) };
    await page.getByLabel('File').setInputFiles(file);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('link', { name: 'TABLE-1' }).waitFor();
    await assertAccessible(page);
    await takePicture(page, 'workbench-imported');
    await context.close();
  });

  it('imports a watch list, looks for a party on it, and estimates a hit rate', async () => {
    const { page, context } = await visit(expert);
    await page.goto(`${constellation.workbench}/watch-lists/new`);
    await page.getByLabel('Id of the list').fill('wl-gnomes');
    await page.getByLabel('Title', { exact: true }).fill('Makers of gnomes');
    await page.getByLabel('Source').fill('Invented.');
    await page.getByLabel('Risk area').selectOption('PSF');
    await page.getByLabel('Level of a hit').selectOption('low');
    await page.getByLabel('It is made up').check();
    const entries = (kind: string) => `entryId,kind,name\n1,${kind},Phantasma Gnomeworks GmbH\n`;
    const send = () => page.getByRole('button', { name: 'Import the list' }).click();
    await page.getByLabel('Or what stands in it').fill(entries('garden'));
    await send();
    await page.getByRole('table', { name: 'What is wrong, by its place' }).waitFor();
    await page.getByLabel('Or what stands in it').fill(entries('party'));
    await send();
    await page.getByText('WL-GNOMES version 1 has 1 entries').waitFor();
    for (let tries = 0; tries < 60 && (await page.getByText('Phantasma Gnomeworks').count()) === 0; tries += 1) {
      await page.goto(`${constellation.workbench}/watch-lists/screening`);
      await page.getByLabel('Name').fill('Gnomeworks Fantasma');
      await page.getByRole('button', { name: 'Look' }).click();
    }
    await page.getByText('Phantasma Gnomeworks').first().waitFor();
    await assertAccessible(page);
    await takePicture(page, 'workbench-screening');
    await page.goto(`${constellation.workbench}/selection/expectation`);
    await page.getByLabel('Country of origin').fill('CN');
    await page.getByRole('button', { name: 'Estimate' }).click();
    await page.getByText('Of all controls').waitFor();
    await assertAccessible(page);
    await takePicture(page, 'workbench-expectation');
    await context.close();
  });

  let backtest = '/trials';

  const all = () => [
    ...['', '/profiles', '/profiles/SEED-SAF-001', '/profiles/SEED-SAF-001/retire', '/drafts', '/elements'],
    ...[
      '/drafts/new',
      '/drafts/new?from=SEED-SAF-003',
      '/hits',
      `/hits/${mrn}`,
      `/hits/${mrn}/declaration`,
      '/trials',
      backtest,
    ],
    ...[
      '/trials/shadow-runs/new',
      '/campaigns',
      '/campaigns/new',
      '/campaigns/PCA-GNOMES',
      '/campaigns/PCA-NOW/review',
    ],
    ...['/rules', '/rules/CRED-VALUE-KG', '/rules/CRED-VALUE-KG/draft', '/rules/new?kind=history', '/selection'],
    ...['/imports', '/watch-lists', '/watch-lists/new'],
  ];
  /** Narrow screens are alike where the parts are: tables, charts, forms, the editor, the board. */
  const representative = () => [
    '',
    '/profiles',
    '/drafts/new?from=SEED-SAF-003',
    `/hits/${mrn}`,
    backtest,
    '/campaigns',
    '/selection',
    '/rules/CRED-VALUE-KG/draft',
  ];

  for (const { name, settings } of looks)
    it(`is accessible and fits: ${name}`, async () => {
      const { page, context, errors } = await visit(expert, settings);
      await hitSomething();
      for (const path of settings.viewport.width < 600 ? representative() : all()) {
        await openWhenThere(page, path);
        await assertAccessible(page);
        await takePicture(
          page,
          `workbench${path.replaceAll(/\W+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '-')}-${name.replaceAll(/\W+/g, '-')}`,
        );
      }
      assert.deepEqual(errors, []);
      await context.close();
    });
});
