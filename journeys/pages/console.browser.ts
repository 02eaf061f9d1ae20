import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { assertAccessible, launchBrowser, looks, takePicture } from '../support/browser.ts';
import { type ConsoleConstellation, startConsole, visitConsoleAs } from '../support/console.ts';

const shown = [
  ['', 'circles'],
  ['/services', 'services'],
  ['/alerts', 'alerts'],
  ['/partners', 'partners'],
  ['/partners/BE', 'partner'],
  ['/dead-letters', 'dead-letters'],
  ['/queues', 'queues'],
  ['/journey', 'journey'],
  ['/breakers', 'breakers'],
  ['/processes', 'processes'],
  ['/certificates', 'certificates'],
  ['/figures', 'figures'],
] as const;

describe('the operators’ console in a browser', function () {
  this.timeout(180_000);
  let constellation: ConsoleConstellation;
  let browser: Browser;

  before(async () => {
    [constellation, browser] = await Promise.all([startConsole(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await constellation?.remove();
  });

  for (const { name, settings } of looks) {
    it(`is accessible, and good to look at: ${name}`, async () => {
      const { page, context, errors } = await visitConsoleAs(browser, constellation, 'invented-operator', settings);
      const look = name.replaceAll(/\W+/g, '-');
      for (const [path, picture] of shown) {
        await page.goto(`${constellation.console}${path}`);
        await assertAccessible(page);
        await takePicture(page, `console-${picture}-${look}`);
      }
      assert.deepEqual(errors, []);
      await context.close();
    });
  }
});
