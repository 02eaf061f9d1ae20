/** Signing in and out: to the union sign-in and back. */
import type { Request, Response, Router } from 'express';
import { connectionOf } from '../../../throttling/address.ts';
import { html } from '../../html.ts';
import type { Page } from '../../layout.ts';
import { buttonLink } from '../../parts.ts';
import { returnPath, type SiteDefinition, sitePaths } from '../definition.ts';
import { type SiteParts, showPage } from '../parts.ts';
import { refuse } from '../refusals.ts';
import { clearCookie, cookieOf, setCookie } from '../session/cookies.ts';
import { insertSignIn, takeSignIn } from '../session/rows.ts';
import { newSecret, rowNameOf, seal, unseal } from '../session/secret.ts';
import type { Attempt } from './sign-in.ts';

interface Started {
  readonly attempt: Attempt;
  readonly to: string;
}

/** As long as the union sign-in keeps its own form. */
const signInMs = 10 * 60_000;

const queryOf = ({ url }: Request): string => url.split('?', 2)[1] ?? '';

const begin = async (parts: SiteParts, request: Request, response: Response): Promise<void> => {
  const { rows, signIn, signInThrottle, addresses, clock, site } = parts;
  await signInThrottle.take(addresses?.placeOf(connectionOf(request)) ?? request.socket.remoteAddress ?? '');
  const { attempt, url } = await signIn.begin();
  const to = returnPath(site.root, new URLSearchParams(queryOf(request)).get('to') ?? '');
  const id = newSecret();
  await insertSignIn(rows, rowNameOf(id), seal(id, { attempt, to } satisfies Started), clock.nowMs() + signInMs);
  setCookie(response, site.cookies.signIn, id, signInMs / 1000);
  response.redirect(303, url);
};

/** What this browser began; another one's way back leads nowhere. */
const startedBy = async ({ rows, clock, site }: SiteParts, request: Request): Promise<Started> => {
  const id = cookieOf(request, site.cookies.signIn);
  if (id === undefined) throw refuse('SIGN_IN_FAILED', 'not begun in this browser');
  const sealed = await takeSignIn(rows, rowNameOf(id), clock.nowMs());
  if (sealed === undefined) throw refuse('SIGN_IN_FAILED', 'too late, or for the second time');
  return unseal(id, sealed) as Started;
};

const finish = async (parts: SiteParts, request: Request, response: Response): Promise<void> => {
  const { sessions, signIn, bearer, log, site } = parts;
  clearCookie(response, site.cookies.signIn);
  const { attempt, to } = await startedBy(parts, request);
  const tokens = await signIn.finish(queryOf(request), attempt);
  const holder = site.callerOf(await bearer.authenticate(`Bearer ${tokens.accessToken}`));
  const before = cookieOf(request, site.cookies.session);
  if (before !== undefined) await sessions.end(before);
  setCookie(response, site.cookies.session, await sessions.begin(holder, tokens));
  log.info({ party: holder.party, site: site.title }, 'signed in');
  response.redirect(303, to);
};

/** The session here ends whatever the union sign-in says. */
export const signOut = async (
  { sessions, signIn, log, site }: SiteParts,
  session: { readonly id: string; readonly idToken: string },
  response: Response,
): Promise<void> => {
  await sessions.end(session.id);
  clearCookie(response, site.cookies.session);
  try {
    response.redirect(303, await signIn.signOutUrl(session.idToken));
  } catch (error) {
    log.warn({ reason: String(error) }, 'the union sign-in could not be told of a sign-out');
    response.redirect(303, sitePaths(site.root).signedOut);
  }
};

const signedOut = ({ root }: SiteDefinition): Page => ({
  title: 'You are signed out',
  body: html`<p>You may close this page, or sign in again.</p><p class="actions">${buttonLink('Sign in', sitePaths(root).signIn)}</p>`,
});

export const addSignInRoutes = (router: Router, parts: SiteParts): Router =>
  router
    .get('/sign-in', (request, response) => begin(parts, request, response))
    .get('/signed-in', (request, response) => finish(parts, request, response))
    .get('/signed-out', (_request, response) => showPage(parts, response, signedOut(parts.site)));
