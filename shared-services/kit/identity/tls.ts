/** What TLS is spoken between parties that show certificates to each other. */
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

/**
 * Options of a secure context. Without tickets a connection is never resumed: each one shows its certificate anew, so
 * that nobody goes on with a session of before a revocation.
 */
export const secureContextOf = ({ key, cert, ca, minVersion = 'TLSv1.3' }: MutualTls): SecureContextOptions => ({
  key,
  cert,
  ca,
  minVersion,
  ciphers: suites,
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
});
