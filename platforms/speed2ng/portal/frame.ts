/** The frame of the portal's pages: the links that the contracts open to the visitor. */
import type { Assets } from '../../../shared-services/gateway/pages/assets.ts';
import { type Html, html, type Piece } from '../../../shared-services/gateway/pages/html.ts';
import { type NavigationLink, type Page, renderPage } from '../../../shared-services/gateway/pages/layout.ts';
import { notice } from '../../../shared-services/gateway/pages/parts.ts';
import { paths } from './paths.ts';
import type { News } from './session/rows.ts';
import type { Visitor } from './visit.ts';

interface Section extends NavigationLink {
  /** Who may not call it has no use for the section. */
  readonly operationId: string;
}

const sections: readonly Section[] = [
  { title: 'Mailbox', path: paths.mailbox, operationId: 'speed2ng.listMessages' },
  { title: 'Receipts', path: paths.receipts, operationId: 'speed2ng.fetchReceipt' },
  { title: 'Mandates', path: paths.mandates, operationId: 'mandates.listMandates' },
  { title: 'API clients', path: paths.apiClients, operationId: 'credentials.listApiClients' },
  { title: 'Seal certificates', path: paths.seals, operationId: 'credentials.listSeals' },
];

export const navigationFor = (visitor: Visitor): NavigationLink[] => [
  { title: 'Home', path: paths.home },
  ...sections.filter(({ operationId }) => visitor.may(operationId)),
];

export interface SignedIn {
  readonly visitor: Visitor;
  readonly formHead: Html;
}

const visitorPart = ({ visitor, formHead }: SignedIn): Piece => html`<div class="visitor">
<p><span class="unseen">Signed in: </span>${visitor.name} for <strong>${visitor.party}</strong></p>
<form method="post" action="${paths.signOut}">${formHead}<button type="submit" class="sign-out">Sign out</button></form>
</div>`;

export interface FrameParts {
  readonly assets: Assets;
  readonly signedIn?: SignedIn;
  readonly here?: string;
  readonly news?: News;
}

/** News stand above the heading: they are about what was done before. */
export const renderPortalPage = ({ assets, signedIn, here, news }: FrameParts, page: Page): string =>
  renderPage(
    {
      assets,
      site: 'Trader portal',
      home: paths.home,
      ...(here === undefined ? {} : { here }),
      ...(signedIn === undefined
        ? {}
        : { navigation: navigationFor(signedIn.visitor), visitor: visitorPart(signedIn) }),
    },
    {
      ...page,
      above: [news !== undefined && notice({ tone: 'success', ...news, news: true }), page.above],
    },
  );
