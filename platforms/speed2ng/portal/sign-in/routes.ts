/** Signing in and out: to the union sign-in and back. */
import type { Request, Response, Router } from 'express';
import { html } from '../../../../shared-services/gateway/pages/html.ts';
import type { Page } from '../../../../shared-services/gateway/pages/layout.ts';
import { buttonLink } from '../../../../shared-services/gateway/pages/parts.ts';
import { callerOf } from '../../steps/authenticate.ts';
import { type PortalParts, showPage } from '../parts.ts';
import { paths, portalRoot, returnPath } from '../paths.ts';
import { refuse } from '../refusals.ts';
import { clearCookie, cookieOf, sessionCookie, setCookie, signInCookie } from '../session/cookies.ts';
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

const begin = async (parts: PortalParts, request: Request, response: Response): Promise<void> => {
  const { rows, signIn, signInThrottle, clock } = parts;
  await signInThrottle.take(request.socket.remoteAddress ?? '');
  const { attempt, url } = await signIn.begin();
  const to = returnPath(new URLSearchParams(queryOf(request)).get('to') ?? '');
  const id = newSecret();
  await insertSignIn(rows, rowNameOf(id), seal(id, { attempt, to } satisfies Started), clock.nowMs() + signInMs);
  setCookie(response, signInCookie, id, signInMs / 1000);
  response.redirect(303, url);
};

/** What this browser began; another one's way back leads nowhere. */
const startedBy = async ({ rows, clock }: PortalParts, request: Request): Promise<Started> => {
  const id = cookieOf(request, signInCookie);
  if (id === undefined) throw refuse('SIGN_IN_FAILED', 'not begun in this browser');
  const sealed = await takeSignIn(rows, rowNameOf(id), clock.nowMs());
  if (sealed === undefined) throw refuse('SIGN_IN_FAILED', 'too late, or for the second time');
  return unseal(id, sealed) as Started;
};

const finish = async (parts: PortalParts, request: Request, response: Response): Promise<void> => {
  const { sessions, signIn, bearer, log } = parts;
  clearCookie(response, signInCookie);
  const { attempt, to } = await startedBy(parts, request);
  const tokens = await signIn.finish(queryOf(request), attempt);
  const holder = callerOf(await bearer.authenticate(`Bearer ${tokens.accessToken}`));
  const before = cookieOf(request, sessionCookie);
  if (before !== undefined) await sessions.end(before);
  setCookie(response, sessionCookie, await sessions.begin(holder, tokens));
  log.info({ party: holder.party }, 'signed in at the portal');
  response.redirect(303, to);
};

/** The session here ends whatever the union sign-in says. */
export const signOut = async (
  { sessions, signIn, log }: PortalParts,
  session: { readonly id: string; readonly idToken: string },
  response: Response,
): Promise<void> => {
  await sessions.end(session.id);
  clearCookie(response, sessionCookie);
  try {
    response.redirect(303, await signIn.signOutUrl(session.idToken));
  } catch (error) {
    log.warn({ reason: String(error) }, 'the union sign-in could not be told of a sign-out');
    response.redirect(303, `${portalRoot}/signed-out`);
  }
};

const signedOut: Page = {
  title: 'You are signed out',
  body: html`<p>You may close this page, or sign in again.</p><p class="actions">${buttonLink('Sign in', paths.signIn)}</p>`,
};

export const addSignInRoutes = (router: Router, parts: PortalParts): Router =>
  router
    .get('/sign-in', (request, response) => begin(parts, request, response))
    .get('/signed-in', (request, response) => finish(parts, request, response))
    .get('/signed-out', (_request, response) => showPage(parts, response, signedOut));
