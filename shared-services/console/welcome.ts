/** For whoever is not signed in: what this is, and the way in. */
import { html } from '../gateway/pages/html.ts';
import type { Page } from '../gateway/pages/layout.ts';
import { buttonLink } from '../gateway/pages/parts.ts';
import { sitePaths } from '../gateway/pages/site/definition.ts';
import { consoleRoot } from './paths.ts';

export const welcomePage: Page = {
  title: 'The operators’ console',
  body: html`<p class="lead">For those who run the platform, and those who watch over it.</p>
<p>Operators, support, security officers, auditors and service owners sign in with accounts of their own. Each sees the pages that their profile opens, and whatever they look at is on the audit trail.</p>
<p class="actions">${buttonLink('Sign in', sitePaths(consoleRoot).signIn)}</p>`,
};
