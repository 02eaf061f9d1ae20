/** Light or dark: as the browser is set, or as somebody has chosen for all sites of this host. Without a script, by a form. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { attributes, type Html, html } from './html.ts';

export type Look = 'light' | 'dark';

const cookie = '__Host-portorium-look';
const yearSeconds = 365 * 86_400;

const isLook = (text: string | undefined): text is Look => text === 'light' || text === 'dark';

/** Nothing where nobody has chosen. */
export const lookOf = ({ headers }: Pick<IncomingMessage, 'headers'>): Look | undefined => {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = pairs.find(([name]) => name === cookie)?.[1];
  return isLook(value) ? value : undefined;
};

/** @param chosen anything else than light or dark leaves it to the browser again */
export const keepLook = (response: ServerResponse, chosen: string): void => {
  const [value, maxAgeSeconds] = isLook(chosen) ? [chosen, yearSeconds] : ['', 0];
  const guarded = 'Path=/; Secure; HttpOnly; SameSite=Lax';
  response.appendHeader('Set-Cookie', `${cookie}=${value}; ${guarded}; Max-Age=${maxAgeSeconds}`);
};

const pictures = {
  browser: html`<path d="M10 3a7 7 0 0 0 0 14z" fill="currentColor"/><circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.75"/>`,
  light: html`<circle cx="10" cy="10" r="3.75" fill="currentColor"/><path d="M10 1.5v2.75M10 15.75v2.75M1.5 10h2.75M15.75 10h2.75M4 4l1.9 1.9M14.1 14.1L16 16M4 16l1.9-1.9M14.1 5.9L16 4" stroke="currentColor" stroke-width="1.75" fill="none"/>`,
  dark: html`<path d="M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z" fill="currentColor"/>`,
} as const;

const titles = { browser: 'As the browser is set', light: 'Light', dark: 'Dark' } as const;

const choice = (name: keyof typeof titles, chosen: Look | undefined): Html =>
  html`<button type="submit" class="look-choice"${attributes({ name: 'look', value: name, title: titles[name], 'aria-pressed': String((chosen ?? 'browser') === name) })}><svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">${pictures[name]}</svg><span class="unseen">${titles[name]}</span></button>`;

/**
 * @param action where the choice is sent
 * @param to page of the site to come back to
 */
export const lookSwitch = (action: string, to: string, chosen: Look | undefined): Html =>
  html`<form class="look" method="post" action="${action}"><fieldset><legend class="unseen">Appearance</legend><input type="hidden" name="to" value="${to}">${(['browser', 'light', 'dark'] as const).map((name) => choice(name, chosen))}</fieldset></form>`;
