/** UUM&DS as a server: the realm, its pages, its health. */
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer, Server as HttpsServer } from 'node:https';
import { type AddressInfo, isIP } from 'node:net';
import { watchHandshakes } from '../../shared-services/gateway/handshakes.ts';
import { defaultLimits } from '../../shared-services/gateway/limits.ts';
import { publicTls } from '../../shared-services/kit/identity/tls.ts';
import { removeExpiredBrokering } from './brokering/sessions.ts';
import { type MutualTlsDoor, openMutualTlsDoor, serverTiming } from './mutual-tls-door.ts';
import { removeExpired } from './provider/adapter.ts';
import { demoAccountsPath } from './provider/demo-accounts.ts';
import { realmPath } from './provider/provider.ts';
import { type Serving, serve } from './serving.ts';
import type { MutualTlsSettings, UumdsSettings } from './settings.ts';

export { defaultAccessTokenLifetimeSeconds, type UumdsSettings } from './settings.ts';

export interface Uumds {
  readonly baseUrl: string;
  /** `<baseUrl>/realms/portorium` */
  readonly issuer: string;
  /** Origin at which the token endpoint asks for client certificates. */
  readonly mutualTlsUrl?: string;
  /** Takes new certificates, at the door of mutual TLS too, for connections made from now on. */
  renewCertificates(certificates: MutualTlsSettings['certificates']): void;
  /** File with the secrets of the demonstration accounts. */
  readonly demoAccountsPath: string;
  /** Lets requests under way end, for five seconds at most. */
  stop(): Promise<void>;
}

const cleaningIntervalMs = 10 * 60 * 1000;
const stopWithinMs = 5000;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

const handshakesOf = ({ handshakes, log }: UumdsSettings) => ({ ...handshakes, log });

const open = (settings: UumdsSettings, listener: RequestListener): Server => {
  const { certificates, host } = settings;
  if (certificates !== undefined) {
    const server = createHttpsServer({ ...serverTiming, ...publicTls, ...certificates }, listener);
    watchHandshakes(server, { ...handshakesOf(settings), demandsCertificate: false });
    return server;
  }
  if (!isLoopback(host))
    throw new Error(`UUM&DS needs a certificate to listen on ${host}: passwords and tokens pass through it.`);
  return createHttpServer(serverTiming, listener);
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

const stopAll = (servers: readonly (Server | undefined)[]) =>
  Promise.all(servers.map((server) => server && close(server)));

const starting: RequestListener = (_request, response) => void response.writeHead(503, { 'retry-after': '1' }).end();

const cleaning = ({ pool, clock, log }: UumdsSettings): NodeJS.Timeout =>
  setInterval(() => {
    Promise.all([removeExpired(pool, clock), removeExpiredBrokering(pool, clock)]).catch((error: unknown) =>
      log.warn({ err: error }, 'expired records were not removed'),
    );
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
  let serving: Serving | undefined;
  const listener: RequestListener = (request, response) => (serving?.listener() ?? starting)(request, response);
  const server = open(settings, listener);
  server.maxConnections = defaultLimits.maxConnections;
  const baseUrl = addressOf(settings, await listen(server, settings.port, settings.host));
  let door: MutualTlsDoor | undefined;
  try {
    door = settings.mutualTls && (await openMutualTlsDoor(settings.mutualTls, listener, handshakesOf(settings)));
    serving = await serve(settings, baseUrl, door?.url);
  } catch (error) {
    await stopAll([server, door?.server]);
    throw error;
  }
  const issuer = `${baseUrl}${realmPath}`;
  const timer = cleaning(settings);
  settings.log.info({ issuer }, 'UUM&DS started');
  return {
    baseUrl,
    issuer,
    ...(door === undefined ? {} : { mutualTlsUrl: door.url }),
    demoAccountsPath: demoAccountsPath(settings.dataDirectory),
    renewCertificates: (certificates) => {
      const { key, cert } = certificates;
      door?.renew(certificates);
      if (server instanceof HttpsServer) server.setSecureContext({ ...publicTls, key, cert });
    },
    stop: async () => {
      clearInterval(timer);
      await serving.stop();
      await stopAll([server, door?.server]);
    },
  };
};
