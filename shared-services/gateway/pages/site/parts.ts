/** What a site is made of; `site.ts` puts it together. */
import type { Response } from 'express';
import type { PlacedOperation } from '../../../../reference-architecture/contract/language.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Logger } from '../../../kit/logging.ts';
import { sendAnswer } from '../../answer.ts';
import type { GatewayLimits } from '../../limits.ts';
import type { SecurityNotes } from '../../security-notes.ts';
import type { Throttle } from '../../throttle.ts';
import type { AddressGuard } from '../../throttling/guard.ts';
import type { Assets } from '../assets.ts';
import type { Page } from '../layout.ts';
import { lookOf } from '../look.ts';
import type { CallParts } from './calls.ts';
import type { Bearer, SiteDefinition } from './definition.ts';
import { renderSitePage, type SignedIn } from './frame.ts';
import type { News, Rows } from './session/rows.ts';
import type { Session, Sessions } from './session/sessions.ts';
import type { SignIn } from './sign-in/sign-in.ts';

export interface SiteParts extends CallParts {
  readonly site: SiteDefinition;
  /** `https://localhost:8443`: pages asked for under another name lead there. */
  readonly origin: string;
  /** Where the union sign-in is: the form that signs out leads on to it. */
  readonly signInOrigin: string;
  readonly offered: ReadonlyMap<string, PlacedOperation>;
  readonly titleOf: (type: string) => string;
  readonly assets: Assets;
  readonly limits: GatewayLimits;
  readonly rows: Rows;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly bearer: Bearer;
  /** Absent: addresses are not looked at. */
  readonly addresses?: AddressGuard;
  /** Absent: nothing is noted for security. */
  readonly notes?: SecurityNotes;
  /** Of addresses, for the sign-in: nobody is known yet. */
  readonly signInThrottle: Throttle;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What is known of a visit so far; the error page shows as much of it. */
export interface Known {
  session?: Session;
  signedIn?: SignedIn;
}

export const knownIn = (response: Response): Known => {
  response.locals['known'] ??= {};
  return response.locals['known'] as Known;
};

export interface Showing {
  readonly here?: string;
  readonly status?: number;
  readonly news?: News;
}

const htmlHeaders = { 'Content-Type': 'text/html; charset=utf-8' };

export const showPage = (
  { site, assets }: Pick<SiteParts, 'site' | 'assets'>,
  response: Response,
  page: Page,
  { status = 200, ...more }: Showing = {},
): void => {
  const { signedIn } = knownIn(response);
  const look = lookOf(response.req);
  const known = {
    ...(signedIn === undefined ? {} : { signedIn }),
    ...(look === undefined ? {} : { look }),
    ...(response.req.method === 'GET' ? { address: response.req.originalUrl } : {}),
  };
  const body = renderSitePage({ site, assets, ...known, ...more }, page);
  sendAnswer(response.req, response, { status, headers: htmlHeaders, body });
};
