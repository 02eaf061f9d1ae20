/** Mutual TLS for gRPC, with certificates that can be changed while it runs. */
import { createSecureContext, type PeerCertificate } from 'node:tls';
import * as grpc from '@grpc/grpc-js';
import { type MutualTls, secureContextOf } from '../identity/tls.ts';

/** Of Node's own options, which it takes too: two minutes unless said. */
const slowest: object = { handshakeTimeout: 10_000 };

/** `grpc.ServerCredentials.createSsl` knows neither versions of TLS nor other certificates than the first. */
class RenewableServerCredentials extends grpc.ServerCredentials {
  constructor(tls: MutualTls) {
    super({ requestCert: true, rejectUnauthorized: true, ...slowest }, secureContextOf(tls));
  }

  renew(tls: MutualTls): void {
    this.updateSecureContextOptions(secureContextOf(tls));
  }

  override _equals(other: grpc.ServerCredentials): boolean {
    return this === other;
  }
}

export interface ServerMutualTls {
  readonly credentials: grpc.ServerCredentials;
  /** For connections made from now on. */
  renew(tls: MutualTls): void;
}

export const serverMutualTls = (tls: MutualTls): ServerMutualTls => {
  const credentials = new RenewableServerCredentials(tls);
  return { credentials, renew: (renewed) => credentials.renew(renewed) };
};

/** @param check what else must be true of the server's certificate; TLS has verified its chain */
export const clientMutualTls = (
  tls: MutualTls,
  check: (host: string, certificate: PeerCertificate) => Error | undefined,
): grpc.ChannelCredentials =>
  grpc.ChannelCredentials.createFromSecureContext(createSecureContext(secureContextOf(tls)), {
    checkServerIdentity: check,
  });
