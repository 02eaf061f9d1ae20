/** Who asks: by the certificate of the connection, which TLS has verified, never by what the message says. */
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { refuse } from '../../../shared-services/gateway/refusals.ts';
import type { Authenticated, HttpArrived } from '../../../shared-services/gateway/steps/stages.ts';
import type { Caller } from '../../../shared-services/kit/call.ts';
import { type CertificateBytes, callerOfCertificate } from '../../../shared-services/kit/identity/certificate.ts';
import type { GrpcIdentified } from '../stages.ts';

/** This is the gateway of Member States: the certificate of a platform opens nothing here. */
const callerOf = (certificate: CertificateBytes): Caller => {
  const { circle, party, profiles, subject } = callerOfCertificate(certificate);
  if (circle !== 'trusted') throw refuse('CALLER_NOT_ADMITTED', { detail: `a certificate of the circle ${circle}` });
  return { circle, party, profiles, subject };
};

/** A connection has one certificate for all its requests. */
const known = new WeakMap<TLSSocket, Caller>();

const certificateOf = (socket: IncomingMessage['socket']): CertificateBytes =>
  socket instanceof TLSSocket && socket.authorized ? socket.getPeerCertificate() : {};

const callerOn = ({ socket }: IncomingMessage): Caller => {
  const seen = socket instanceof TLSSocket ? known.get(socket) : undefined;
  if (seen !== undefined) return seen;
  const caller = callerOf(certificateOf(socket));
  known.set(socket as TLSSocket, caller);
  return caller;
};

export const authenticate = <S extends HttpArrived>(stage: S): S & Authenticated => ({
  ...stage,
  caller: callerOn(stage.request),
});

export const authenticateCall = (stage: GrpcIdentified): GrpcIdentified & Authenticated => ({
  ...stage,
  caller: callerOf(stage.certificate ?? {}),
});
