/** UUM&DS as a server: the realm, its pages, its health. */
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer, Server as HttpsServer } from 'node:https';
import { type AddressInfo, isIP } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { errors } from 'oidc-provider';
import type { Pool } from 'pg';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import type { TlsMaterial } from './certificate-authority/certificates.ts';
import { publicationRouter } from './certificate-authority/publication.ts';
import type { DevelopmentSettings } from './certificate-authority/settings.ts';
import { createAccounts } from './provider/accounts.ts';
import { removeExpired } from './provider/adapter.ts';
import { createClaims } from './provider/claims.ts';
import { demoAccountsPath, loadDemoAccounts } from './provider/demo-accounts.ts';
import { loadProviderKeys } from './provider/keys.ts';
import { escapeHtml, renderPage } from './provider/pages.ts';
import { createProvider, realmPath, userInfoPath } from './provider/provider.ts';
import { signInRoutes } from './provider/sign-in.ts';
import { userInfo } from './provider/user-info.ts';
import { describeRealm, type Realm, type RealmSettings } from './realm.ts';

export interface UumdsSettings {
  /** Of the component `uumds`, whose schema has `storage/migrations`. */
  readonly pool: Pool;
  /** Without it the server speaks plain HTTP, and only to this machine. */
  readonly certificates?: Pick<TlsMaterial, 'key' | 'cert'>;
  /** 0 for any that is free. */
  readonly port: number;
  readonly host: string;
  /** Folder of keys and demonstration secrets; made where it is absent. */
  readonly dataDirectory: string;
  /** Address by which others reach the server, without a path, where it differs from host and port. */
  readonly baseUrl?: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Addresses of the pages to which people return. */
  readonly realm?: RealmSettings;
  readonly accessTokenLifetimeSeconds?: number;
  /** The development authority whose revocation lists and answers are served below `/pki`. */
  readonly authority?: DevelopmentSettings;
}

export interface Uumds {
  readonly baseUrl: string;
  /** `<baseUrl>/realms/portorium` */
  readonly issuer: string;
  /** File with the secrets of the demonstration accounts. */
  readonly demoAccountsPath: string;
  /** For connections made from now on. */
  renewCertificates(certificates: Pick<TlsMaterial, 'key' | 'cert'>): void;
  /** Lets requests under way end, for five seconds at most. */
  stop(): Promise<void>;
}

export const defaultAccessTokenLifetimeSeconds = 300;
const cleaningIntervalMs = 10 * 60 * 1000;
const stopWithinMs = 5000;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

const open = ({ certificates, host }: UumdsSettings, listener: RequestListener): Server => {
  if (certificates !== undefined) return createHttpsServer({ ...certificates, minVersion: 'TLSv1.2' }, listener);
  if (!isLoopback(host))
    throw new Error(`UUM&DS needs a certificate to listen on ${host}: passwords and tokens pass through it.`);
  return createHttpServer(listener);
};

const listen = (server: Server, port: number, host: string): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });

const addressOf = ({ baseUrl, certificates, host }: UumdsSettings, { port }: AddressInfo): string => {
  const name = isIP(host) === 6 ? `[${host}]` : host;
  return new URL(baseUrl ?? `${certificates === undefined ? 'http' : 'https'}://${name}:${port}`).origin;
};

/** Whatever a request says of the host it was sent to, the provider hears its own address. */
const canonicalAddress = (baseUrl: string): RequestHandler => {
  const { host, protocol } = new URL(baseUrl);
  return (request, _response, next) => {
    Object.assign(request.headers, { host, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) });
    delete request.headers['x-forwarded-for'];
    next();
  };
};

/** Browsers hold a form to `form-action` also where the answer redirects, so the portals are in it. */
const contentPolicy = ({ portalClients }: Realm): string => {
  const origins = portalClients.flatMap(({ redirectUris }) => redirectUris).map((uri) => new URL(uri).origin);
  const forms = ["'self'", ...new Set(origins)].join(' ');
  return `default-src 'none'; style-src 'self'; form-action ${forms}; frame-ancestors 'none'; base-uri 'none'`;
};

const securityHeaders = (realm: Realm, isHttps: boolean): RequestHandler => {
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

const readiness =
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
const failures =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, _request, response, _next) => {
    const known = error instanceof errors.OIDCProviderError;
    const status = known ? error.status : ((error as { status?: number }).status ?? 500);
    if (status >= 500) log.error({ err: error }, 'request failed');
    const body = `<p>${escapeHtml(status < 500 ? 'Please go back to the application and start again.' : 'Please try again later.')}</p>`;
    response.status(status).type('html');
    response.send(renderPage({ title: 'The sign-in cannot go on', body, style: `${realmPath}/style.css` }));
  };

const application = async (settings: UumdsSettings, baseUrl: string): Promise<RequestListener> => {
  const { pool, clock, log, dataDirectory } = settings;
  const realm = describeRealm(settings.realm);
  const keys = await loadProviderKeys(dataDirectory);
  const { clients: clientSecrets, persons: passwords } = await loadDemoAccounts(dataDirectory, realm);
  const accounts = createAccounts({ pool, clock, organisations: realm.organisations, passwords });
  const claims = createClaims(realm, accounts);
  const provider = createProvider({
    ...{ pool, clock, log, baseUrl, realm, claims, keys, clientSecrets },
    accessTokenLifetimeSeconds: settings.accessTokenLifetimeSeconds ?? defaultAccessTokenLifetimeSeconds,
  });
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(realm, baseUrl.startsWith('https:')));
  app.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  app.get('/health/ready', readiness(settings));
  if (settings.authority !== undefined)
    app.use('/pki', publicationRouter({ keyType: 'EC-P256', ...settings.authority }));
  app.use(canonicalAddress(baseUrl));
  app.use(realmPath, signInRoutes({ provider, accounts, secret: keys.cookies[0] as string, log }));
  app.all(`${realmPath}${userInfoPath}`, userInfo({ issuer: provider.issuer, keys, claims, clock }));
  app.use(realmPath, provider.callback());
  app.use(failures(log));
  return app;
};

const starting: RequestListener = (_request, response) => void response.writeHead(503, { 'retry-after': '1' }).end();

const cleaning = ({ pool, clock, log }: UumdsSettings): NodeJS.Timeout =>
  setInterval(() => {
    removeExpired(pool, clock).catch((error: unknown) => log.warn({ err: error }, 'expired records were not removed'));
  }, cleaningIntervalMs).unref();

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), stopWithinMs);
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
    server.closeIdleConnections();
  });

/** Starts the server; it answers when the promise resolves. @throws Error where it would be reachable without TLS. */
export const startUumds = async (settings: UumdsSettings): Promise<Uumds> => {
  let listener = starting;
  const server = open(settings, (request, response) => listener(request, response));
  const baseUrl = addressOf(settings, await listen(server, settings.port, settings.host));
  try {
    listener = await application(settings, baseUrl);
  } catch (error) {
    await close(server);
    throw error;
  }
  const issuer = `${baseUrl}${realmPath}`;
  const timer = cleaning(settings);
  settings.log.info({ issuer }, 'UUM&DS started');
  return {
    baseUrl,
    issuer,
    demoAccountsPath: demoAccountsPath(settings.dataDirectory),
    renewCertificates: ({ key, cert }) => {
      if (server instanceof HttpsServer) server.setSecureContext({ key, cert, minVersion: 'TLSv1.2' });
    },
    stop: () => {
      clearInterval(timer);
      return close(server);
    },
  };
};
