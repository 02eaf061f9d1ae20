/**
 * The door of systems that prove themselves with a certificate (RFC 8705, 5): the token endpoint, and nothing else. A
 * certificate is asked for and not demanded, and nobody vouches for it: it counts only where it is a registered one.
 */
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, isIP } from 'node:net';
import { type HandshakeParts, watchHandshakes } from '../../shared-services/gateway/handshakes.ts';
import { defaultLimits } from '../../shared-services/gateway/limits.ts';
import { timing } from '../../shared-services/gateway/server.ts';
import { publicTls } from '../../shared-services/kit/identity/tls.ts';
import { realmPath, systemPaths } from './provider/provider.ts';
import type { MutualTlsSettings } from './settings.ts';

export interface MutualTlsDoor {
  readonly server: Server;
  /** Shows another certificate from the next connection on. */
  renew(certificates: MutualTlsSettings['certificates']): void;
  /** Origin. */
  readonly url: string;
}

/** As at the gateways: a stranger who is slow, in the handshake or after it, costs a place for seconds, and no more. */
export const serverTiming = { ...timing(defaultLimits), handshakeTimeout: defaultLimits.headersTimeoutMs };

const paths = new Set(systemPaths.map((path) => `${realmPath}${path}`));

const onlyForSystems =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    if (paths.has((request.url ?? '').split('?', 1)[0] ?? '')) return listener(request, response);
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not_found"}');
  };

export const openMutualTlsDoor = async (
  { certificates, host, port }: MutualTlsSettings,
  listener: RequestListener,
  handshakes: Omit<HandshakeParts, 'demandsCertificate'>,
): Promise<MutualTlsDoor> => {
  const { key, cert } = certificates;
  const asking = { ...publicTls, requestCert: true, rejectUnauthorized: false } as const;
  const server = createServer({ ...serverTiming, key, cert, ...asking }, onlyForSystems(listener));
  watchHandshakes(server, { ...handshakes, demandsCertificate: false });
  server.maxConnections = defaultLimits.maxConnections;
  let shown = certificates;
  server.on('OCSPRequest', (_certificate, _issuer, answer: (error: Error | null, stapled: Buffer | null) => void) =>
    answer(null, shown.stapled?.() ?? null),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const name = isIP(host) === 6 ? `[${host}]` : host;
  const renew = (next: MutualTlsSettings['certificates']) => {
    shown = next;
    server.setSecureContext({ ...publicTls, key: next.key, cert: next.cert });
  };
  return { server, renew, url: `https://${name}:${(server.address() as AddressInfo).port}` };
};
