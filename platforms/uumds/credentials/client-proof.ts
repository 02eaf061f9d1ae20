/** The keys or the certificate that came with a registration or a rotation, held against what they must be. */
import { readCertificate } from './certificate-facts.ts';
import { tlsCertificateFaults } from './domain/certificate.ts';
import { type GivenKey, keyOfCertificate, type ReadKeys, readJwks } from './domain/client-keys.ts';
import type { Authentication } from './storage/api-clients.ts';

export interface GivenProof {
  readonly jwks?: { readonly keys: readonly GivenKey[] };
  readonly certificate?: string;
}

const faulty = (name: string, message: string): ReadKeys => ({
  keys: [],
  faults: [{ code: 'PROOF', path: [name], message }],
});

const fromCertificate = (text: string | undefined, nowMs: number): ReadKeys => {
  if (text === undefined) return faulty('certificate', 'certificate is needed for self_signed_tls_client_auth.');
  const facts = readCertificate(text);
  if (facts === undefined) return faulty('certificate', 'certificate is not exactly one X.509 certificate.');
  const faults = tlsCertificateFaults(facts, nowMs);
  return { keys: faults.length > 0 ? [] : [keyOfCertificate(facts)], faults };
};

/** Exactly what the kind of authentication needs, and nothing beside it. */
export const readProof = (
  authentication: Authentication,
  { jwks, certificate }: GivenProof,
  nowMs: number,
): ReadKeys => {
  if (authentication === 'self_signed_tls_client_auth')
    return jwks === undefined
      ? fromCertificate(certificate, nowMs)
      : faulty('jwks', 'jwks does not go with self_signed_tls_client_auth.');
  if (certificate !== undefined) return faulty('certificate', 'certificate does not go with private_key_jwt.');
  return jwks === undefined ? faulty('jwks', 'jwks is needed for private_key_jwt.') : readJwks(jwks.keys);
};
