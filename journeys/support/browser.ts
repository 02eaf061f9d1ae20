/** A real browser (Debian's Chromium, or the one that CHROMIUM names), and what every page is held to in it. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** Folder for pictures of the pages, to be looked at; none are taken without it. */
const pictures = process.env['PICTURES'];

const options = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
];

export const launchBrowser = (): Promise<Browser> => {
  assert.ok(
    existsSync(executablePath),
    `no browser at ${executablePath}: install Debian's chromium, or name one in CHROMIUM`,
  );
  return chromium.launch({ executablePath, chromiumSandbox: false, args: options });
};

export const viewports = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

/** Light and dark, wide and narrow. */
export const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  viewports.map((viewport) => ({
    name: `${colorScheme}, ${viewport.width} wide`,
    settings: { colorScheme, viewport },
  })),
);

export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained of. */
  readonly errors: string[];
}

export const openWindow = async (browser: Browser, settings: BrowserContextOptions = {}): Promise<Window> => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...settings });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  return { context, page, errors };
};

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Dark differs from light in colours alone: what a page is built of is told once, by light. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** WCAG 2.2 AA as far as axe can tell, and nothing that must be scrolled sideways. */
export const assertAccessible = async (page: Page): Promise<void> => {
  const dark = await page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches');
  const axe = new AxeBuilder({ page });
  const { violations } = await (dark ? axe.withRules(colourRules) : axe.withTags(rules)).analyze();
  assert.deepEqual(
    violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.html).join(' ')})`),
    [],
    page.url(),
  );
  const fits = await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
  assert.equal(fits, true, `${page.url()} scrolls sideways`);
};

export const takePicture = async (page: Page, name: string): Promise<void> => {
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};
