/** What a certificate must be to prove a system or to seal. */
import type { KeyObject } from 'node:crypto';
import type { Fault } from '../../../../shared-services/kit/refusal.ts';
import { weaknessOf } from './key-strength.ts';

export interface CertificateFacts {
  readonly der: Buffer;
  /** SHA-256 of the DER, lower-case hexadecimal. */
  readonly sha256: string;
  /** SHA-256 of the public key (SPKI), lower-case hexadecimal: the same in a renewal that keeps the key. */
  readonly keySha256: string;
  readonly key: KeyObject;
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** Of an authority (basic constraints). */
  readonly isAuthority: boolean;
  /** Of RFC 5280, 4.2.1.3; undefined where the certificate does not say. */
  readonly keyUsages?: readonly string[];
  /** Hash with which the issuer signed: `SHA-256`. */
  readonly signatureHash: string;
}

const weakHashes = /MD|SHA-?1$/i;

const fault = (code: string, message: string): Fault => ({ code, path: ['certificate'], message });

const faultsOfAny = ({ key, notBeforeMs, notAfterMs, isAuthority, signatureHash }: CertificateFacts, nowMs: number) => {
  const weakness = weaknessOf(key);
  return [
    ...(weakness === undefined ? [] : [fault('CERTIFICATE_KEY', `${weakness}.`)]),
    ...(notAfterMs <= nowMs ? [fault('CERTIFICATE_EXPIRED', 'The certificate has expired.')] : []),
    ...(notBeforeMs >= notAfterMs ? [fault('CERTIFICATE_VALIDITY', 'The certificate ends before it begins.')] : []),
    ...(isAuthority ? [fault('CERTIFICATE_AUTHORITY', 'This is the certificate of an authority.')] : []),
    ...(weakHashes.test(signatureHash)
      ? [fault('CERTIFICATE_SIGNATURE', `The certificate is signed with ${signatureHash}.`)]
      : []),
  ];
};

const mayUse = ({ keyUsages }: CertificateFacts, ...wanted: readonly string[]): boolean =>
  keyUsages === undefined || wanted.some((usage) => keyUsages.includes(usage));

/** For mutual TLS: its key signs the handshake. */
export const tlsCertificateFaults = (facts: CertificateFacts, nowMs: number): Fault[] => [
  ...faultsOfAny(facts, nowMs),
  ...(mayUse(facts, 'digitalSignature')
    ? []
    : [fault('CERTIFICATE_USE', 'The certificate does not allow digital signatures.')]),
];

/** For seals: a signature, or the commitment to content (nonRepudiation) that certificates for seals often name alone. */
export const sealCertificateFaults = (facts: CertificateFacts, nowMs: number): Fault[] => [
  ...faultsOfAny(facts, nowMs),
  ...(mayUse(facts, 'digitalSignature', 'nonRepudiation')
    ? []
    : [fault('CERTIFICATE_USE', 'The certificate allows neither digital signatures nor nonRepudiation.')]),
];
