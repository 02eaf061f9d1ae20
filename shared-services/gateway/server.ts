/** Listens: TLS of this decade, limits on what may take how long, and an end that lets requests under way finish. */
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { newId } from '../kit/call.ts';
import { publicTls, secureContextOf, type TlsVersion } from '../kit/identity/tls.ts';
import type { Logger } from '../kit/logging.ts';
import { type HandshakeParts, watchHandshakes } from './handshakes.ts';
import type { GatewayLimits } from './limits.ts';
import { problemAnswer } from './problem.ts';
import { refuse } from './refusals.ts';
import type { AddressGuard } from './throttling/guard.ts';

/** PEM. */
export interface ServerCertificates {
  readonly key: string;
  /** With the intermediate certificates. */
  readonly cert: string;
  /** Authorities whose client certificates are accepted; with them every client must have one. */
  readonly clientAuthorities?: string;
  /**
   * Clients are asked for a certificate that they need not have, and nobody vouches for: it says nothing but which key the
   * other end holds (RFC 8705). Not together with `clientAuthorities`.
   */
  readonly asksForCertificate?: boolean;
  /** Where clients must have a certificate `TLSv1.3` if not said, else `TLSv1.2`: the outside world comes as it is. */
  readonly minVersion?: TlsVersion;
  /** The authority's answer about the certificate (OCSP), shown to clients that ask for it in the handshake. */
  readonly stapled?: () => Buffer | undefined;
}

export interface ListenParts {
  readonly handler: http.RequestListener;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly limits: GatewayLimits;
  /** Absent: plain HTTP, for development on one machine. */
  readonly certificates?: ServerCertificates;
  /** Says why a client was not let in. */
  readonly log?: Logger;
  /** Of handshakes that failed. */
  readonly notes?: HandshakeParts['notes'];
  /** Absent: places are not looked at. */
  readonly addresses?: Pick<AddressGuard, 'connections'> | undefined;
  /** Nothing confidential passes here (health, metrics): plain HTTP is accepted on any address. */
  readonly plainAllowed?: boolean;
}

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Takes new certificates for connections made from now on. */
  renewCertificates(certificates: ServerCertificates): void;
  /** Takes no new connections; answers what is under way; then closes. */
  stop(): Promise<void>;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** @throws {Error} messages of traders and Member States would cross a network that anybody can read */
export const assertMayListen = (host: string, certificates: ServerCertificates | undefined): void => {
  if (certificates === undefined && !loopback.has(host)) {
    throw new Error(
      `refusing to listen on ${host} without TLS: plain HTTP is for development on one machine (127.0.0.1, ::1). ` +
        'Give the gateway certificates, or let it listen on the loopback address only.',
    );
  }
};

const tlsOf = ({
  key,
  cert,
  clientAuthorities,
  minVersion,
  asksForCertificate = false,
}: ServerCertificates): SecureContextOptions & https.ServerOptions =>
  clientAuthorities === undefined
    ? {
        ...{ ...publicTls, key, cert, ...(minVersion && { minVersion }) },
        ...(asksForCertificate ? { requestCert: true, rejectUnauthorized: false } : {}),
      }
    : {
        ...secureContextOf({ key, cert, ca: clientAuthorities, ...(minVersion && { minVersion }) }),
        requestCert: true,
        rejectUnauthorized: true,
      };

/** How long what may take, and how much of it there may be. */
export const timing = (limits: GatewayLimits): http.ServerOptions => ({
  maxHeaderSize: limits.maxHeaderBytes,
  headersTimeout: limits.headersTimeoutMs,
  requestTimeout: limits.requestTimeoutMs,
  keepAliveTimeout: limits.keepAliveTimeoutMs,
  connectionsCheckingInterval: Math.max(50, Math.min(1000, Math.floor(limits.headersTimeoutMs / 2))),
});

const malformed: Readonly<Record<string, () => ReturnType<typeof refuse>>> = {
  HPE_HEADER_OVERFLOW: () => refuse('HEADERS_TOO_LARGE'),
  ERR_HTTP_REQUEST_TIMEOUT: () => refuse('MESSAGE_TOO_SLOW'),
};

/** Answers what is not HTTP, or came too slowly to become a request. */
const answerMalformed = (error: NodeJS.ErrnoException, socket: Socket) => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const conversationId = newId();
  const { status, body } = problemAnswer(
    (malformed[error.code ?? ''] ?? (() => refuse('REQUEST_MALFORMED')))(),
    conversationId,
  );
  socket.end(
    `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n` +
      `Conversation-Id: ${conversationId}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
};

const serverOf = ({ handler, limits, certificates }: ListenParts): http.Server | https.Server =>
  certificates === undefined
    ? http.createServer(timing(limits), handler)
    : https.createServer(
        { ...timing(limits), handshakeTimeout: limits.headersTimeoutMs, ...tlsOf(certificates) },
        handler,
      );

const handshakesOf = ({ certificates, log, notes, addresses }: ListenParts): HandshakeParts => ({
  ...{ log, notes, connections: addresses?.connections },
  demandsCertificate: certificates?.clientAuthorities !== undefined,
});

const closeGracefully = (server: http.Server | https.Server, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    // A connection that is kept alive becomes idle when its last answer is sent, and would be waited for.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(timer);
      clearInterval(idle);
      resolve();
    });
    server.closeIdleConnections();
  });

export const listen = async (parts: ListenParts): Promise<Listening> => {
  const { host, port, limits, certificates } = parts;
  if (!parts.plainAllowed) assertMayListen(host, certificates);
  const server = serverOf(parts);
  // Node would drop the headers beyond its own limit in silence; `assertHeaders` counts them.
  server.maxHeadersCount = 0;
  server.maxConnections = limits.maxConnections;
  server.on('clientError', answerMalformed);
  let shown = certificates;
  server.on('OCSPRequest', (_certificate, _issuer, answer: (error: Error | null, stapled: Buffer | null) => void) =>
    answer(null, shown?.stapled?.() ?? null),
  );
  if (server instanceof https.Server) watchHandshakes(server, handshakesOf(parts));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `${certificates === undefined ? 'http' : 'https'}://${name}:${address.port}`,
    port: address.port,
    renewCertificates: (renewed) => {
      shown = renewed;
      if (server instanceof https.Server) server.setSecureContext(tlsOf(renewed));
    },
    stop: () => closeGracefully(server, limits.stopGraceMs),
  };
};
