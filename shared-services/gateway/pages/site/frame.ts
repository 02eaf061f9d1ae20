/** The frame of a site's pages: the links that the contracts open to the visitor. */
import type { Assets } from '../assets.ts';
import { type Html, html, type Piece } from '../html.ts';
import { type NavigationLink, type Page, renderPage } from '../layout.ts';
import { type Look, lookSwitch } from '../look.ts';
import { link, notice } from '../parts.ts';
import { type SiteDefinition, sitePaths } from './definition.ts';
import type { News } from './session/rows.ts';
import { mayAll, type Visitor } from './visit.ts';

export const navigationFor = (
  { root, sections, homeTitle = 'Home', homeGroup }: SiteDefinition,
  visitor: Visitor,
): NavigationLink[] => [
  { title: homeTitle, path: root, ...(homeGroup === undefined ? {} : { group: homeGroup }) },
  ...sections.filter(({ operationId }) => mayAll(visitor, operationId)),
];

export interface SignedIn {
  readonly visitor: Visitor;
  readonly formHead: Html;
}

const nameAndParty = ({ name, party }: Visitor): Piece => html`${name} for <strong>${party}</strong>`;

const visitorPart = (
  { root, who = nameAndParty }: SiteDefinition,
  { visitor, formHead }: SignedIn,
): Piece => html`<div class="visitor">
<p><span class="unseen">Signed in: </span>${who(visitor)}</p>
<form method="post" action="${sitePaths(root).signOut}">${formHead}<button type="submit" class="sign-out">Sign out</button></form>
</div>`;

export interface FrameParts {
  readonly site: SiteDefinition;
  readonly assets: Assets;
  readonly signedIn?: SignedIn;
  readonly here?: string;
  readonly news?: News;
  /** What was chosen, and the page to come back to when something else is. */
  readonly look?: Look;
  readonly address?: string;
}

const newsPart = ({ title, text, more }: News): Html =>
  notice({
    ...{ tone: 'success', title, news: true },
    ...(text === undefined && more === undefined
      ? {}
      : { text: html`${text}${more !== undefined && html`<p>${link(more.title, more.path)}</p>`}` }),
  });

/** News stand above the heading: they are about what was done before. */
export const renderSitePage = (
  { site, assets, signedIn, here, news, look, address = site.root }: FrameParts,
  page: Page,
): string =>
  renderPage(
    {
      assets,
      site: site.title,
      home: site.root,
      ...(look === undefined ? {} : { look }),
      lookSwitch: lookSwitch(sitePaths(site.root).look, address, look),
      ...(site.wide === true ? { wide: true } : {}),
      ...(site.styles === undefined ? {} : { styles: site.styles }),
      ...(here === undefined ? {} : { here }),
      ...(signedIn === undefined
        ? {}
        : { navigation: navigationFor(site, signedIn.visitor), visitor: visitorPart(site, signedIn) }),
    },
    {
      ...page,
      above: [news !== undefined && newsPart(news), page.above],
    },
  );
