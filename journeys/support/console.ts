/** The console in a browser, and people of the demonstration who sign in there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openWindow, type Window } from './browser.ts';
import { type Constellation, type ConstellationParts, freePort, startConstellation } from './constellation.ts';

export interface ConsoleConstellation extends Constellation {
  /** `https://localhost:.../console` */
  readonly console: string;
  passwordOf(person: string): Promise<string>;
}

export const startConsole = async (
  environment: Readonly<Record<string, string>> = {},
  more: Pick<ConstellationParts, 'logs' | 'tellsConfiguration'> = {},
): Promise<ConsoleConstellation> => {
  const port = String(await freePort());
  const constellation = await startConstellation({
    environment: { PORTORIUM_SHARED_SERVICES_PORT: port, ...environment },
    ...more,
  });
  return {
    ...constellation,
    console: `https://localhost:${port}/console`,
    passwordOf: async (person) => {
      const file = join(constellation.dataDirectory, 'uumds', 'demo-accounts.json');
      const { persons } = JSON.parse(await readFile(file, 'utf8')) as { persons: Record<string, string> };
      const password = persons[person];
      if (password === undefined) throw new Error(`there is no person ${person}`);
      return password;
    },
  };
};

/** From the door of the console through the union sign-in to the circles of trust. */
export const signInAt = async (page: Page, at: ConsoleConstellation, person: string): Promise<void> => {
  await page.goto(at.console);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('User name').fill(person);
  await page.getByLabel('Password').fill(await at.passwordOf(person));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Circles of trust', level: 1 }).waitFor();
};

export const visitConsoleAs = async (
  browser: Browser,
  at: ConsoleConstellation,
  person: string,
  settings: BrowserContextOptions = {},
): Promise<Window> => {
  const window = await openWindow(browser, settings);
  await signInAt(window.page, at, person);
  return window;
};
