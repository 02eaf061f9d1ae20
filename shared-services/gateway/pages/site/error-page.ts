/** A refusal as a page: what it means, what to do, and the code under which it can be looked up. */

import type { Refusal } from '../../../kit/refusal.ts';
import { html, type Piece } from '../html.ts';
import type { Page } from '../layout.ts';
import { buttonLink, code, facts, link } from '../parts.ts';
import type { SitePaths } from './definition.ts';

/** What each kind of no asks of a person. */
const advice: Readonly<Record<Refusal['status'], string>> = {
  invalid: 'Go back, look at what was entered, and try again.',
  unauthenticated: 'Sign in to go on. What was entered and not saved must be entered again.',
  forbidden: 'Your account may not do this. An administrator of your organisation can tell you which account may.',
  notFound: 'It may have been removed, or the address may be mistyped.',
  notAllowed: 'This page cannot be used in this way.',
  notAcceptable: 'The browser asked for a form of the page that there is not.',
  conflict: 'Something has changed meanwhile. Go back, reload the page, and look at how things stand.',
  tooLarge: 'Send less, or in several parts.',
  unsupportedType: 'Use the form on the page.',
  throttled: 'There were many requests in a short time. Wait a moment, then try again.',
  unavailable: 'Nothing was changed. Try again in a moment.',
  timeout: 'It may have happened or not: look at how things stand before you try again.',
  internal: 'This is our fault. If it stays so, tell the operators the number of the conversation.',
};

const titles: Readonly<Partial<Record<Refusal['status'], string>>> = {
  unauthenticated: 'Please sign in',
  notFound: 'Not found',
  forbidden: 'Not permitted',
  unavailable: 'Not available now',
  internal: 'Something failed on our side',
};

/** Of a form there is nothing to go back to after the sign-in. */
const wayOn = (paths: SitePaths, { status }: Refusal, address: string | undefined): Piece =>
  status === 'unauthenticated'
    ? html`<p class="actions">${buttonLink('Sign in', `${paths.signIn}?to=${encodeURIComponent(address ?? paths.home)}`)}</p>`
    : html`<p>${link('To the home page', paths.home)}</p>`;

export const errorPage = (paths: SitePaths, refusal: Refusal, conversationId: string, address?: string): Page => ({
  title: titles[refusal.status] ?? 'This cannot be done',
  state: 'Error',
  body: html`<p class="lead">${refusal.title}</p>
<p>${advice[refusal.status]}</p>
${refusal.faults.length > 0 && html`<ul>${refusal.faults.map(({ message }) => html`<li>${message}</li>`)}</ul>`}
${wayOn(paths, refusal, address)}
${facts({ Code: code(refusal.code), Conversation: code(conversationId) })}`,
});
