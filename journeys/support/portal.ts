/** The portal in a browser, and people of the demonstration who sign in there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openWindow, type Window } from './browser.ts';
import { type Constellation, freePort, startConstellation } from './constellation.ts';

export interface PortalConstellation extends Constellation {
  /** `https://localhost:.../portal` */
  readonly portal: string;
  passwordOf(person: string): Promise<string>;
}

export const startPortal = async (environment: Readonly<Record<string, string>> = {}): Promise<PortalConstellation> => {
  const port = String(await freePort());
  const constellation = await startConstellation({ environment: { PORTORIUM_SPEED2NG_PORT: port, ...environment } });
  return {
    ...constellation,
    portal: `https://localhost:${port}/portal`,
    passwordOf: async (person) => {
      const file = join(constellation.dataDirectory, 'uumds', 'demo-accounts.json');
      const { persons } = JSON.parse(await readFile(file, 'utf8')) as { persons: Record<string, string> };
      const password = persons[person];
      if (password === undefined) throw new Error(`there is no person ${person}`);
      return password;
    },
  };
};

export interface WorkbenchConstellation extends PortalConstellation {
  /** `https://localhost:.../workbench` */
  readonly workbench: string;
}

export const startWorkbench = async (
  environment: Readonly<Record<string, string>> = {},
): Promise<WorkbenchConstellation> => {
  const port = String(await freePort());
  const constellation = await startPortal({ PORTORIUM_WORKBENCH_PORT: port, ...environment });
  return { ...constellation, workbench: `https://localhost:${port}/workbench` };
};

/** From the door of a site through the union sign-in to what waits. */
export const signIn = async (
  page: Page,
  { portal, passwordOf }: Pick<PortalConstellation, 'portal' | 'passwordOf'>,
  person: string,
): Promise<void> => {
  await page.goto(portal);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('User name').fill(person);
  await page.getByLabel('Password').fill(await passwordOf(person));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'What waits for you' }).waitFor();
};

export const visitAs = async (
  browser: Browser,
  constellation: Pick<PortalConstellation, 'portal' | 'passwordOf'>,
  person: string,
  settings: BrowserContextOptions = {},
): Promise<Window> => {
  const window = await openWindow(browser, settings);
  await signIn(window.page, constellation, person);
  return window;
};
