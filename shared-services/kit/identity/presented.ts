/** What came with an access token: the request that it is for, and the proofs of who holds it. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';

export interface Presented {
  readonly method: string;
  /** Path and query, as the request line has them. */
  readonly path: string;
  /** Header `DPoP` (RFC 9449, 4.1). */
  readonly proof?: string;
  /** SHA-256 of the client certificate of the connection, base64url: `x5t#S256` (RFC 8705, 3.1). */
  readonly certificateThumbprint?: string;
  /** Address of the other end of the connection. */
  readonly remoteAddress?: string;
  /** `X-Forwarded-For`: believed where that end is a proxy of our own. */
  readonly forwardedFor?: string;
}

/** A connection shows one certificate, however many requests it carries. */
const thumbprints = new WeakMap<TLSSocket, string | undefined>();

const readThumbprint = (socket: TLSSocket): string | undefined => {
  const certificate = socket.getPeerX509Certificate();
  return certificate && createHash('sha256').update(certificate.raw).digest('base64url');
};

/** Whether anybody vouches for the certificate is not asked here: what counts is which one it is. */
const thumbprintOf = (socket: unknown): string | undefined => {
  if (!(socket instanceof TLSSocket)) return undefined;
  if (!thumbprints.has(socket)) thumbprints.set(socket, readThumbprint(socket));
  return thumbprints.get(socket);
};

const without = <T extends object>(of: T): { [Name in keyof T]: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as never;

/** Of express requests below a router too, which see but the rest of their path. */
export const presentedBy = (request: IncomingMessage & { readonly originalUrl?: string }): Presented => {
  const { dpop, 'x-forwarded-for': forwardedFor } = request.headers;
  return {
    method: request.method ?? '',
    path: request.originalUrl ?? request.url ?? '',
    ...without({
      // Several headers are joined with commas: no proof has one, so they are none.
      proof: typeof dpop === 'string' ? dpop : dpop?.join(','),
      certificateThumbprint: thumbprintOf(request.socket),
      remoteAddress: request.socket.remoteAddress,
      forwardedFor: typeof forwardedFor === 'string' ? forwardedFor : forwardedFor?.join(','),
    }),
  };
};
