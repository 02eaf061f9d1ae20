/**
 * Who asks: by the certificate of the connection, which TLS has verified, never by what the message says. Whether it is
 * still good is asked for every message: a connection may outlive its certificate.
 */
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { refuse } from '../../../shared-services/gateway/refusals.ts';
import type { Authenticated, HttpArrived } from '../../../shared-services/gateway/steps/stages.ts';
import type { Caller } from '../../../shared-services/kit/call.ts';
import type { CertificateBytes } from '../../../shared-services/kit/identity/certificate.ts';
import type { Trust, Trusted } from '../../../shared-services/kit/identity/trust.ts';
import type { GrpcIdentified } from '../stages.ts';

export interface AuthenticateParts {
  readonly trust: Trust;
}

/** This is the gateway of Member States: the certificate of a platform opens nothing here. */
const callerOf = ({ circle, party, profiles, subject }: Trusted): Caller => {
  if (circle !== 'trusted') throw refuse('CALLER_NOT_ADMITTED', { detail: `a certificate of the circle ${circle}` });
  return { circle, party, profiles, subject };
};

interface Known {
  /** Of the connection: it may be gone when it is asked for again. */
  readonly certificate: CertificateBytes;
  readonly trusted: Trusted;
  readonly caller: Caller;
}

/** A connection has one certificate for all its requests. */
const known = new WeakMap<TLSSocket, Known>();

const certificateOf = (socket: IncomingMessage['socket']): CertificateBytes =>
  socket instanceof TLSSocket && socket.authorized ? socket.getPeerCertificate() : {};

const callerOn = ({ socket }: IncomingMessage, trust: Trust): Known => {
  const seen = socket instanceof TLSSocket ? known.get(socket) : undefined;
  if (seen !== undefined && trust.holds(seen.trusted)) return seen;
  const certificate = certificateOf(socket);
  const trusted = trust.assertTrusted(certificate);
  const found = { certificate, trusted, caller: callerOf(trusted) };
  known.set(socket as TLSSocket, found);
  return found;
};

export const authenticate =
  ({ trust }: AuthenticateParts) =>
  <S extends HttpArrived>(stage: S): S & Authenticated => {
    const { caller, trusted, certificate } = callerOn(stage.request, trust);
    const assertStill = () => {
      if (!trust.holds(trusted)) trust.assertTrusted(certificate);
    };
    return { ...stage, caller, assertStill };
  };

export const authenticateCall =
  ({ trust }: AuthenticateParts) =>
  (stage: GrpcIdentified): GrpcIdentified & Authenticated => {
    const { certificate = {} } = stage;
    const caller = callerOf(trust.assertTrusted(certificate));
    return { ...stage, caller, assertStill: () => void trust.assertTrusted(certificate) };
  };
