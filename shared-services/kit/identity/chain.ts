/**
 * Whether a certificate that came in a message chains to the trusted authority: what TLS does for the certificate of the
 * connection. Revocation is not looked at here; who has lists or a responder wraps this function.
 */
import { createHash, X509Certificate } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { remembering } from '../remembered.ts';
import { callerOfCertificate } from './certificate.ts';
import { mayCertify } from './name-constraints.ts';

/**
 * @param certificate DER
 * @param chain DER, in any order: authorities that came with it
 * @throws {Refusal} it proves nothing: no chain, not valid now, revoked
 */
export type AssertTrusted = (certificate: Uint8Array, chain: readonly Uint8Array[]) => Promise<void>;

export interface ChainTrustParts {
  /** PEM: the roots. */
  readonly trustAnchor: string;
  /** PEM: authorities that are known here, so that a partner need not send them. */
  readonly intermediates?: string;
  readonly clock: Clock;
}

const maxLength = 6;
const maxRemembered = 1000;

const untrusted = (message: string): Refusal =>
  new Refusal({
    code: 'SECURITY_TOKEN_UNTRUSTED',
    status: 'forbidden',
    title: 'The signing certificate proves nothing here.',
    faults: [{ code: 'SECURITY_TOKEN_UNTRUSTED', path: [], message }],
  });

const pemBlocks = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

export const certificatesIn = (pem: string): X509Certificate[] =>
  [...pem.matchAll(pemBlocks)].map(([block]) => new X509Certificate(block));

interface Validity {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When all of them are valid. */
const validityOf = (path: readonly X509Certificate[]): Validity => ({
  fromMs: Math.max(...path.map(({ validFromDate }) => validFromDate.getTime())),
  toMs: Math.min(...path.map(({ validToDate }) => validToDate.getTime())),
});

/** Of all bytes that came: with others beside it a certificate could lead elsewhere. */
const keyOf = (certificates: readonly Uint8Array[]): string =>
  certificates.map((one) => createHash('sha256').update(one).digest('base64')).join();

/** Names that fit, an authority's flags, and the signature itself. */
const issued = (issuer: X509Certificate, certificate: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

const noPath = (isAlone: boolean) =>
  untrusted(
    isAlone
      ? 'only the signing certificate was sent, and its issuer is not known here: send the whole path (X509PKIPathv1)'
      : 'the certificates that were sent do not lead to the authority that is trusted here',
  );

export const createChainTrust = ({ trustAnchor, intermediates = '', clock }: ChainTrustParts): AssertTrusted => {
  const anchors = certificatesIn(trustAnchor);
  const known = certificatesIn(intermediates);

  const pathOf = (leaf: X509Certificate, offered: readonly X509Certificate[]): X509Certificate[] => {
    const path = [leaf];
    while (path.length <= maxLength) {
      const last = path.at(-1)!;
      const anchor = anchors.find((one) => issued(one, last));
      if (anchor !== undefined) return [...path, anchor];
      const next = [...offered, ...known].find((one) => !path.includes(one) && issued(one, last));
      if (next === undefined) break;
      path.push(next);
    }
    throw noPath(offered.length === 0);
  };

  /** All that stays true of it however late it is. */
  const examine = (certificate: Uint8Array, chain: readonly Uint8Array[]): Validity => {
    const leaf = new X509Certificate(certificate);
    if (leaf.ca) throw untrusted('an authority does not sign messages');
    const path = pathOf(
      leaf,
      chain.map((one) => new X509Certificate(one)),
    );
    const { subject } = callerOfCertificate(leaf);
    if (!path.slice(1).every((one) => mayCertify(one, subject)))
      throw untrusted('its authority may not certify this name');
    return validityOf(path);
  };

  const remember = remembering<Validity>(maxRemembered);

  return async (certificate, chain) => {
    const { fromMs, toMs } = remember(keyOf([certificate, ...chain]), () => examine(certificate, chain));
    const nowMs = clock.nowMs();
    if (nowMs < fromMs || nowMs > toMs) throw untrusted('a certificate is over, or not valid yet');
  };
};
