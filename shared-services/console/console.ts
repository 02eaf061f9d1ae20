/** The operators' console as a site: its pages, its client of the union sign-in, and whom it lets in. */

import type { LiveAssets } from '../gateway/pages/assets.ts';
import { html } from '../gateway/pages/html.ts';
import type { SiteDefinition } from '../gateway/pages/site/definition.ts';
import { administratorOf } from '../receive.ts';
import { routesOf } from './page.ts';
import { pages } from './pages.ts';
import { consoleRoot } from './paths.ts';
import { welcomePage } from './welcome.ts';

const [first, ...others] = pages;

const sections = others.flatMap(({ link, path, shows }) =>
  link === undefined ? [] : [{ ...link, path: `${consoleRoot}${path}`, operationId: shows }],
);

export const consoleSite = ({ wideStyle }: Pick<LiveAssets, 'wideStyle'>): SiteDefinition => ({
  title: 'Operators’ console',
  root: consoleRoot,
  clientId: 'portorium-monitoring',
  cookies: { session: '__Host-portorium-console-session', signIn: '__Host-portorium-console-sign-in' },
  homeTitle: first?.link?.title ?? 'Home',
  homeGroup: first?.link?.group ?? '',
  sections,
  routes: pages.flatMap(routesOf),
  welcome: welcomePage,
  callerOf: administratorOf,
  who: ({ name, profiles }) => html`${name}, <strong>${profiles.join(', ')}</strong>`,
  wide: true,
  styles: [wideStyle],
  trustedTypes: true,
});
