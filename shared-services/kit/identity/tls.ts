/** What TLS is spoken: between parties that show certificates to each other, and with the outside world. */
import { constants } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';

export type TlsVersion = 'TLSv1.2' | 'TLSv1.3';

/** PEM. */
export interface MutualTls {
  readonly key: string;
  /** With the certificates between it and the root. */
  readonly cert: string;
  /** Roots that the other side must chain to; the public authorities of the operating system never count. */
  readonly ca: string;
  /** `TLSv1.3` if not said. */
  readonly minVersion?: TlsVersion;
}

/** TLS 1.3, and of 1.2 only what has forward secrecy and authenticated encryption (RFC 9325, 4.2). */
const suites = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');

/** Groups of 128 bits and more, the one that withstands quantum computers first (RFC 9325, 4.2.1: no ffdhe2048). */
const groups = 'X25519MLKEM768:X25519:P-256:P-384:P-521';

const chosen = { ciphers: suites, ecdhCurve: groups, honorCipherOrder: true } as const;

/** A server to which the outside world comes as it is: TLS 1.2 too, and no suite of it that is weaker than those above. */
export const publicTls = {
  ...chosen,
  minVersion: 'TLSv1.2',
  // A client that renegotiates makes the server do the costly part again and again (TLS 1.2).
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
} as const satisfies SecureContextOptions;

/**
 * Options of a secure context. Without tickets a connection is never resumed: each one shows its certificate anew, so
 * that nobody goes on with a session of before a revocation.
 */
export const secureContextOf = ({ key, cert, ca, minVersion = 'TLSv1.3' }: MutualTls): SecureContextOptions => ({
  key,
  cert,
  ca,
  minVersion,
  ...chosen,
  secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
});
