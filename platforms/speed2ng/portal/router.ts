/** The portal: pages for people, made on the server, which work without a script. */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { conversationIn } from '../../../shared-services/gateway/app.ts';
import { setPageHeaders } from '../../../shared-services/gateway/pages/page-headers.ts';
import { refusalHeaders, refusalOf, statusOf } from '../../../shared-services/gateway/problem.ts';
import { connectionOf } from '../../../shared-services/gateway/throttling/address.ts';
import { errorPage } from './error-page.ts';
import { assertOwnSite } from './guard.ts';
import { welcomePage } from './pages/welcome.ts';
import { type PortalParts, showPage } from './parts.ts';
import { paths } from './paths.ts';
import { refuse } from './refusals.ts';
import { routes } from './routes.ts';
import { clearCookie, cookieOf, sessionCookie } from './session/cookies.ts';
import { addSignInRoutes, signOut } from './sign-in/routes.ts';
import { openSession, readOwnForm, visited } from './visited.ts';

type Handler = (request: Request, response: Response) => Promise<void>;

const guardedByHeaders =
  ({ signInOrigin }: PortalParts) =>
  (_request: Request, response: Response, next: NextFunction): void => {
    setPageHeaders(response, { formTargets: [signInOrigin] });
    next();
  };

/** The place from which somebody comes has its share, of pages as of messages. */
const fromAdmittedPlace =
  ({ addresses }: PortalParts) =>
  async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    await addresses?.admit(connectionOf(request));
    next();
  };

/** Under another name the browser would have other cookies. */
const atOwnName =
  ({ origin }: PortalParts) =>
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
  ({ log }: PortalParts, page: string, handler: Handler): Handler =>
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
  (parts: PortalParts) =>
  (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const { conversationId } = conversationIn(response);
    const refusal = refusalOf(error, parts.log, conversationId);
    parts.notes?.refused(refusal, { connection: connectionOf(request), protocol: 'page', conversationId });
    if (refusal.code === 'SESSION_EXPIRED') clearCookie(response, sessionCookie);
    // A browser knows nothing of bearer tokens: the page says how to sign in.
    const { 'WWW-Authenticate': _challenge, ...headers } = refusalHeaders(refusal);
    response.set(headers);
    const address = request.method === 'GET' ? request.originalUrl : undefined;
    showPage(parts, response, errorPage(refusal, conversationId, address), { status: statusOf(refusal) });
  };

const signedOut =
  (parts: PortalParts): Handler =>
  async (request, response) => {
    assertOwnSite(request, parts.origin);
    const session = await openSession(parts, request, response);
    await readOwnForm(parts, request, session);
    await signOut(parts, session, response);
  };

/** Whoever is not signed in is welcomed at the door, not refused. */
const welcomed =
  (parts: PortalParts, home: Handler): Handler =>
  async (request, response) => {
    if (cookieOf(request, sessionCookie) === undefined) showPage(parts, response, welcomePage, { here: paths.home });
    else await home(request, response);
  };

export const portalRouter = (parts: PortalParts): Router => {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use(guardedByHeaders(parts), fromAdmittedPlace(parts), atOwnName(parts));
  addSignInRoutes(router, parts);
  router.post('/sign-out', signedOut(parts));
  for (const route of routes) {
    const page = visited(parts, route);
    router[route.method](route.path, logged(parts, route.path, route.path === '/' ? welcomed(parts, page) : page));
  }
  router.use(() => {
    throw refuse('PAGE_UNKNOWN');
  });
  return router.use(refused(parts));
};
