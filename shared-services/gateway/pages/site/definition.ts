/** What makes a site: a set of pages of one circle, with its sign-in. The portal of traders is one, the workbench of risk experts another. */
import type { Caller } from '../../../kit/call.ts';
import type { Presented } from '../../../kit/identity/presented.ts';
import type { VerifiedToken } from '../../../kit/identity/verified-token.ts';
import type { Piece } from '../html.ts';
import type { NavigationLink, Page } from '../layout.ts';
import type { Route, Visitor } from './visit.ts';

/** The part of bearer authentication that is used here. */
export interface Bearer {
  authenticate(authorization: string | undefined, presented?: Presented): Promise<VerifiedToken>;
  assertBelieved(token: VerifiedToken): void;
}

export interface Section extends NavigationLink {
  /** Who may not call it has no use for the section. */
  readonly operationId: string | readonly string[];
}

/** Browsers keep cookies for a host, whatever the port: sites beside each other need names of their own. */
export interface CookieNames {
  readonly session: string;
  readonly signIn: string;
}

export interface SiteDefinition {
  /** `Trader portal` */
  readonly title: string;
  /** Path below which it stands, `/portal`. */
  readonly root: string;
  /** At the union sign-in. */
  readonly clientId: string;
  readonly cookies: CookieNames;
  readonly sections: readonly Section[];
  readonly routes: readonly Route[];
  /** For whoever is not signed in. */
  readonly welcome: Page;
  /** Who the holder of a token is here. @throws {Refusal} a token of another circle */
  readonly callerOf: (token: VerifiedToken) => Caller;
  /** How the link to the first page is called; Home if not said. */
  readonly homeTitle?: string;
  /** Group of that link in a navigation with groups. */
  readonly homeGroup?: string;
  /** What the header says of who is signed in; their name, and for whom they act, if not said. */
  readonly who?: (visitor: Visitor) => Piece;
  /** For pages with much on them: the whole width, the navigation at the side. */
  readonly wide?: boolean;
  /** Addresses of style sheets beside the one of all pages. */
  readonly styles?: readonly string[];
  /** Its scripts make HTML by the one policy `portorium` alone (Trusted Types). */
  readonly trustedTypes?: boolean;
}

export interface SitePaths {
  readonly home: string;
  readonly signIn: string;
  readonly signOut: string;
  readonly signedOut: string;
  /** Takes the choice between light and dark. */
  readonly look: string;
}

export const sitePaths = (root: string): SitePaths => ({
  home: root,
  signIn: `${root}/sign-in`,
  signOut: `${root}/sign-out`,
  signedOut: `${root}/signed-out`,
  look: `${root}/look`,
});

const belowRoot = /^(?:\/[A-Za-z0-9_~-]+)*(?:\?[A-Za-z0-9_=&.%~-]*)?$/;

/** A page of the site to which somebody may be sent after the sign-in; the home page for anything else. */
export const returnPath = (root: string, wanted: string): string =>
  wanted.startsWith(root) && belowRoot.test(wanted.slice(root.length)) ? wanted : root;
