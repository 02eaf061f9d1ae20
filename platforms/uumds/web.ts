/** What every request to UUM&DS passes, whichever page or endpoint it is for. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { errors } from 'oidc-provider';
import { escapeHtml } from '../../shared-services/gateway/pages/html.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import { renderPage } from './provider/pages.ts';
import { realmPath } from './provider/provider.ts';
import type { Realm } from './realm.ts';
import type { UumdsSettings } from './settings.ts';

/** Whatever a request says of the host it was sent to, the provider hears its own address. */
export const canonicalAddress = (baseUrl: string): RequestHandler => {
  const { host, protocol } = new URL(baseUrl);
  return (request, _response, next) => {
    Object.assign(request.headers, { host, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) });
    delete request.headers['x-forwarded-for'];
    next();
  };
};

/** Browsers hold a form to `form-action` also where the answer redirects: to portals, or to a national sign-out. */
const contentPolicy = ({ portalClients, nationalProviders }: Realm): string => {
  const addresses = [
    ...portalClients.flatMap(({ redirectUris }) => redirectUris),
    ...nationalProviders.map(({ issuer }) => issuer),
  ];
  const origins = addresses.map((address) => new URL(address).origin);
  const forms = ["'self'", ...new Set(origins)].join(' ');
  return `default-src 'none'; style-src 'self'; form-action ${forms}; frame-ancestors 'none'; base-uri 'none'`;
};

export const securityHeaders = (realm: Realm, isHttps: boolean): RequestHandler => {
  const headers = {
    'content-security-policy': contentPolicy(realm),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    ...(isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  return (_request, response, next) => {
    response.set(headers);
    next();
  };
};

export const readiness =
  ({ pool, log }: UumdsSettings): RequestHandler =>
  async (_request, response) => {
    try {
      await pool.query('select 1 from provider_record limit 1');
      response.json({ status: 'ready' });
    } catch (error) {
      log.warn({ err: error }, 'not ready');
      response.status(503).json({ status: 'not ready' });
    }
  };

/** Errors of the sign-in pages; the provider answers for its own. */
export const failures =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, _request, response, _next) => {
    const known = error instanceof errors.OIDCProviderError;
    const status = known ? error.status : ((error as { status?: number }).status ?? 500);
    if (status >= 500) log.error({ err: error }, 'request failed');
    const body = `<p>${escapeHtml(status < 500 ? 'Please go back to the application and start again.' : 'Please try again later.')}</p>`;
    response.status(status).type('html');
    response.send(renderPage({ title: 'The sign-in cannot go on', body, style: `${realmPath}/style.css` }));
  };
