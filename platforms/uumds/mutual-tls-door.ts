/**
 * The door of systems that prove themselves with a certificate (RFC 8705, 5): the token endpoint, and nothing else. A
 * certificate is asked for and not demanded, and nobody vouches for it: it counts only where it is a registered one.
 */
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, isIP } from 'node:net';
import { realmPath, systemPaths } from './provider/provider.ts';
import type { MutualTlsSettings } from './settings.ts';

export interface MutualTlsDoor {
  readonly server: Server;
  /** Shows another certificate from the next connection on. */
  renew(certificates: MutualTlsSettings['certificates']): void;
  /** Origin. */
  readonly url: string;
}

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
): Promise<MutualTlsDoor> => {
  const asking = { requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.2' } as const;
  const { key, cert } = certificates;
  const server = createServer({ key, cert, ...asking }, onlyForSystems(listener));
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
    server.setSecureContext({ key: next.key, cert: next.cert, minVersion: 'TLSv1.2' });
  };
  return { server, renew, url: `https://${name}:${(server.address() as AddressInfo).port}` };
};
