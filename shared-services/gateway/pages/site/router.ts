/** A site: pages for people, made on the server, which work without a script. */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { conversationIn } from '../../app.ts';
import { refusalHeaders, refusalOf, statusOf } from '../../problem.ts';
import { connectionOf } from '../../throttling/address.ts';
import { keepLook } from '../look.ts';
import { setPageHeaders } from '../page-headers.ts';
import { returnPath, sitePaths } from './definition.ts';
import { errorPage } from './error-page.ts';
import { readFields } from './fields.ts';
import { assertOwnSite } from './guard.ts';
import { type Streams, streamed } from './live.ts';
import { liveRoot } from './live-part.ts';
import { type SiteParts, showPage } from './parts.ts';
import { refuse } from './refusals.ts';
import { clearCookie, cookieOf } from './session/cookies.ts';
import { addSignInRoutes, signOut } from './sign-in/routes.ts';
import { openSession, readOwnForm, visited } from './visited.ts';

type Handler = (request: Request, response: Response) => Promise<void>;

const guardedByHeaders =
  ({ signInOrigin, assets, site }: SiteParts) =>
  (_request: Request, response: Response, next: NextFunction): void => {
    setPageHeaders(response, {
      formTargets: [signInOrigin],
      scripts: assets.scripts.length > 0,
      trustedTypes: site.trustedTypes === true,
    });
    next();
  };

/** The place from which somebody comes has its share, of pages as of messages. */
const fromAdmittedPlace =
  ({ addresses }: SiteParts) =>
  async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    await addresses?.admit(connectionOf(request));
    next();
  };

/** Under another name the browser would have other cookies. */
const atOwnName =
  ({ origin }: SiteParts) =>
  (request: Request, response: Response, next: NextFunction): void => {
    if (request.headers.host === new URL(origin).host) {
      next();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') throw refuse('FORM_NOT_OURS', 'another host');
    response.redirect(307, `${origin}${request.originalUrl}`);
  };

/** Every page and every form leaves a line in the log; what was entered is not in it. */
const logged =
  ({ log }: SiteParts, page: string, handler: Handler): Handler =>
  async (request, response) => {
    const sinceMs = performance.now();
    await handler(request, response);
    const durationMs = performance.now() - sinceMs;
    log.info(
      { page, method: request.method, status: response.statusCode, ...conversationIn(response), durationMs },
      'page answered',
    );
  };

const refused =
  (parts: SiteParts) =>
  (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const { conversationId } = conversationIn(response);
    const refusal = refusalOf(error, parts.log, conversationId);
    parts.notes?.refused(refusal, { connection: connectionOf(request), protocol: 'page', conversationId });
    if (refusal.code === 'SESSION_EXPIRED') clearCookie(response, parts.site.cookies.session);
    // A browser knows nothing of bearer tokens: the page says how to sign in.
    const { 'WWW-Authenticate': _challenge, ...headers } = refusalHeaders(refusal);
    response.set(headers);
    const address = request.method === 'GET' ? request.originalUrl : undefined;
    showPage(parts, response, errorPage(sitePaths(parts.site.root), refusal, conversationId, address), {
      status: statusOf(refusal),
    });
  };

const signedOut =
  (parts: SiteParts): Handler =>
  async (request, response) => {
    assertOwnSite(request, parts.origin);
    const session = await openSession(parts, request, response);
    await readOwnForm(parts, request, session);
    await signOut(parts, session, response);
  };

/** It says nothing of anybody: no session is needed for it, and a form of our own is. */
const lookChosen =
  ({ origin, limits, site }: SiteParts): Handler =>
  async (request, response) => {
    assertOwnSite(request, origin);
    const fields = await readFields(request, limits);
    keepLook(response, fields.text('look'));
    response.redirect(303, returnPath(site.root, fields.text('to')));
  };

/** Whoever is not signed in is welcomed at the door, not refused. */
const welcomed =
  (parts: SiteParts, home: Handler): Handler =>
  async (request, response) => {
    const { cookies, welcome, root } = parts.site;
    if (cookieOf(request, cookies.session) === undefined) showPage(parts, response, welcome, { here: root });
    else await home(request, response);
  };

export const siteRouter = (parts: SiteParts, streams: Streams): Router => {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use(guardedByHeaders(parts), fromAdmittedPlace(parts), atOwnName(parts));
  addSignInRoutes(router, parts);
  router.post('/sign-out', signedOut(parts));
  router.post('/look', lookChosen(parts));
  for (const route of parts.site.routes) {
    const page = visited(parts, route);
    router[route.method](route.path, logged(parts, route.path, route.path === '/' ? welcomed(parts, page) : page));
  }
  for (const route of parts.site.routes.filter(({ live }) => live === true))
    router.get(`${liveRoot}${route.path}`, streamed(parts, streams, route));
  router.use(() => {
    throw refuse('PAGE_UNKNOWN');
  });
  return router.use(refused(parts));
};
