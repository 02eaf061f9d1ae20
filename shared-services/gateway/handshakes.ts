/** Handshakes of TLS at a door: begun only where the place may, and noted where they fail. */
import type { Socket } from 'node:net';
import type { Server, TLSSocket } from 'node:tls';
import type { Logger } from '../kit/logging.ts';
import type { SecurityNotes } from './security-notes.ts';
import type { ConnectionGuard } from './throttling/connections.ts';

export interface HandshakeParts {
  /** Clients must have a certificate that counts: one that fails is a failed proof. Elsewhere it may be anything. */
  readonly demandsCertificate: boolean;
  /** Absent: nobody is counted. */
  readonly connections?: ConnectionGuard | undefined;
  readonly notes?: Pick<SecurityNotes, 'connectionRefused'> | undefined;
  /** Says why one was not let in. */
  readonly log?: Pick<Logger, 'warn' | 'debug'> | undefined;
}

/** What is not plain from the code that OpenSSL gives. */
const reasons: Readonly<Record<string, string>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its authority is not known here: an intermediate certificate is missing from what it sent, or it is another authority’s',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the chain that it sent does not lead to the trust anchor',
  SELF_SIGNED_CERT_IN_CHAIN: 'the chain that it sent leads to another root',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it has signed its certificate itself',
  CERT_HAS_EXPIRED: 'its certificate, or that of its authority, has ended',
  CERT_NOT_YET_VALID: 'its certificate, or that of its authority, is not valid yet',
  INVALID_PURPOSE: 'its certificate is not for clients',
  ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE: 'it showed no certificate',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'it speaks only versions of TLS that are not taken here',
};

/** Whoever merely connects and goes, as probes of health and scanners do, has asked for nothing. */
const isMereConnection = (code: string) => code === 'ECONNRESET';

/** In front of what Node does with a connection: the handshake begins there. */
const guardConnections = (server: Server, connections: ConnectionGuard) => {
  const begin = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const end = connections.open(socket.remoteAddress);
    if (end === undefined) return void socket.destroy();
    socket.once('close', end);
    for (const one of begin) one.call(server, socket);
  });
};

/** Node says nothing of a client whose certificate was refused but that its connection has ended. */
export const watchHandshakes = (server: Server, parts: HandshakeParts): void => {
  const { demandsCertificate, connections, notes, log } = parts;
  const failure = demandsCertificate ? 'TLS_HANDSHAKE_REFUSED' : 'TLS_HANDSHAKE_FAILED';
  if (connections !== undefined) guardConnections(server, connections);
  server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: TLSSocket) => {
    const { remoteAddress } = socket;
    // What was written to tell of the error would wait for a handshake that never ends, and hold the connection.
    socket.destroy();
    const code = String(socket.authorizationError ?? error.code);
    if (isMereConnection(code)) return;
    notes?.connectionRefused(failure, remoteAddress);
    log?.[demandsCertificate ? 'warn' : 'debug'](
      { code, remoteAddress, reason: reasons[code] ?? error.message },
      'a TLS handshake was refused',
    );
    void connections?.failed(remoteAddress).then((isClosed) => {
      if (isClosed) notes?.connectionRefused('LOCKED_OUT', remoteAddress);
    });
  });
};
