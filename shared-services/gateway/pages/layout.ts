/** The frame of every page: what it is, where one can go from here, who is signed in. */
import type { Assets } from './assets.ts';
import { attributes, type Html, html, type Piece } from './html.ts';
import type { Look } from './look.ts';

export interface NavigationLink {
  readonly title: string;
  readonly path: string;
  /** How much waits there. */
  readonly count?: number;
  /** Heading under which it stands, where the navigation is at the side. */
  readonly group?: string;
}

export interface Frame {
  readonly assets: Pick<Assets, 'style' | 'icon'> & Partial<Pick<Assets, 'scripts'>>;
  /** `Trader portal` */
  readonly site: string;
  /** Where the name of the site leads. */
  readonly home: string;
  /** The whole width, the navigation at the side. */
  readonly wide?: boolean;
  readonly styles?: readonly string[];
  readonly navigation?: readonly NavigationLink[];
  /** Path of the link that is this page's, or the one above it. */
  readonly here?: string;
  /** Who is signed in, and how to sign out. */
  readonly visitor?: Piece;
  /** Light or dark, where somebody has chosen; the browser decides otherwise. */
  readonly look?: Look;
  /** How another look is chosen. */
  readonly lookSwitch?: Piece;
}

export interface Page {
  /** Heading and, before the name of the site, title. */
  readonly title: string;
  /** Stands before the title in the browser's own heading: `Error`. */
  readonly state?: string;
  /** Above the heading. */
  readonly above?: Piece;
  readonly body: Piece;
}

/** Circles around one another, as the platform's circles of trust; the one picture that the pages have. */
export const mark = html`<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><circle cx="16" cy="16" r="14.5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="79 12"/><circle cx="16" cy="16" r="9" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="44 12.5"/><circle cx="16" cy="16" r="3.5" fill="currentColor"/></svg>`;

const navigationItem = ({ title, path, count }: NavigationLink, here: string | undefined): Html => html`
<li><a class="navigation-link"${attributes({ href: path, 'aria-current': path === here ? 'page' : undefined })}>${title}${
  count !== undefined && count > 0 && html` <span class="count">${count}<span class="unseen"> waiting</span></span>`
}</a></li>`;

/** Where there is no room for all links beside each other: one line, which opens. */
const menuOf = ({ navigation = [], here, site }: Frame): Piece => {
  if (navigation.length === 0) return undefined;
  const current = navigation.find(({ path }) => path === here);
  const groups = [...Map.groupBy(navigation, ({ group = '' }) => group)];
  return html`<nav class="menu" aria-label="${site}"><details><summary><span class="menu-title">Menu</span> <span class="menu-here">${current?.title}</span></summary><div class="menu-groups">${groups.map(
    ([group, own]) =>
      html`<div>${group !== '' && html`<p class="side-title">${group}</p>`}<ul>${own.map((one) => navigationItem(one, here))}</ul></div>`,
  )}</div></details></nav>`;
};

const navigationOf = ({ navigation = [], here, site }: Frame): Piece =>
  navigation.length > 0 &&
  html`<nav class="navigation" aria-label="${site}"><div class="ecl-container"><ul>${navigation.map((one) => navigationItem(one, here))}</ul></div></nav>`;

/** At the side, link under link, with a heading for each group. */
const sideOf = ({ navigation = [], here, site }: Frame): Piece => {
  const groups = [...new Set(navigation.map(({ group = '' }) => group))];
  return html`<nav class="side" aria-label="${site}">${groups.map(
    (group) =>
      html`<div class="side-group"><p class="side-title">${group}</p><ul>${navigation
        .filter((one) => (one.group ?? '') === group)
        .map((one) => navigationItem(one, here))}</ul></div>`,
  )}</nav>`;
};

const mainOf = ({ title, above, body }: Page): Html => html`<main id="main" class="ecl-container main" tabindex="-1">
${above}
<h1 class="title">${title}</h1>
${body}
</main>`;

const contentOf = (frame: Frame, page: Page): Piece =>
  frame.wide === true && (frame.navigation ?? []).length > 0
    ? html`${menuOf(frame)}<div class="wide-row">${sideOf(frame)}${mainOf(page)}</div>`
    : html`${menuOf(frame)}${navigationOf(frame)}${mainOf(page)}`;

export const renderPage = (frame: Frame, page: Page): string => {
  const { assets, site, home, visitor, wide = false, styles = [], look, lookSwitch } = frame;
  const { scripts = [] } = assets;
  const { title, state } = page;
  return html`<!doctype html>
<html lang="en-GB"${attributes({ 'data-look': look })}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${look ?? 'light dark'}">
<title>${state !== undefined && `${state}: `}${title} - ${site} - Portorium</title>
<link rel="stylesheet" href="${assets.style}">
${styles.map((one) => html`<link rel="stylesheet" href="${one}">`)}
<link rel="icon" type="image/svg+xml" href="${assets.icon}">
${scripts.map((one) => html`<script type="module" src="${one}"></script>`)}
</head>
<body${wide && html` class="wide"`}>
<a class="ecl-link ecl-skip-link" href="#main">Skip to the content</a>
<header class="site-header"><div class="ecl-container site-header-row">
<a class="site-name" href="${home}">${mark}<span><strong>Portorium</strong> <span class="site-part">${site}</span></span></a>
<div class="site-tools">${lookSwitch}${visitor}</div>
</div></header>
${contentOf(frame, page)}
<footer class="site-footer"><div class="ecl-container"><p>Portorium, an open customs-union service platform. All times are Coordinated Universal Time (UTC).</p></div></footer>
</body>
</html>
`.text;
};
