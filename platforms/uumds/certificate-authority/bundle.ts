/**
 * A bundle is one PEM file with a private key, its certificate and the issuing certificates up to, not including, the
 * root. One file, so that a key is never seen with another key's certificate; TLS libraries read both from it.
 */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

export interface Bundle {
  readonly privateKey: KeyObject;
  readonly certificate: X509Certificate;
  /** Issuers of the certificate, nearest first, without the root. */
  readonly chain: readonly X509Certificate[];
  readonly pem: string;
}

const block = (label: string): RegExp =>
  new RegExp(`-----BEGIN ${label}-----[\\s\\S]+?-----END ${label}-----\\n?`, 'g');

/** @throws Error where the text is not a bundle. */
export const parseBundle = (pem: string): Bundle => {
  const [certificate, ...chain] = [...pem.matchAll(block('CERTIFICATE'))].map(([one]) => new X509Certificate(one));
  if (certificate === undefined) throw new Error('The bundle holds no certificate.');
  const privateKey = createPrivateKey(pem);
  if (!certificate.checkPrivateKey(privateKey))
    throw new Error('The key of the bundle is not that of its certificate.');
  return { privateKey, certificate, chain, pem };
};

export const certificatesOf = ({ certificate, chain }: Bundle): string =>
  [certificate, ...chain].map((one) => one.toString()).join('');
