/** What a process uses of certificates and lists, and when each ends. */

import type { Ending } from '../../shared-services/kit/identity/expiry.ts';
import { certificatesIn } from '../../shared-services/kit/identity/trust.ts';
import type { PlatformCertificates } from '../certificates.ts';

const endOf = (pem: string): number => Math.min(...certificatesIn(pem).map(({ validTo }) => Date.parse(validTo)));

const numbered = (name: string, pem: string): Ending[] =>
  certificatesIn(pem).map(({ validTo }, position) => ({
    kind: 'certificate',
    name: `${name} ${position + 1}`,
    atMs: Date.parse(validTo),
  }));

/** Of our own, the nearest end of their chain; of authorities, each. */
export const endingsOf = (certificates: PlatformCertificates): readonly Ending[] => [
  ...[...certificates.pairs()].map(([name, { cert }]) => ({ kind: 'certificate', name, atMs: endOf(cert) }) as const),
  ...numbered('trust anchor', certificates.trustAnchor),
  ...numbered('authority trusted', certificates.authorities().trusted),
  ...numbered('authority central', certificates.authorities().central),
  ...certificates.trust
    .revocationStates()
    .map(({ name, nextUpdateMs }) => ({ kind: 'revocation list', name, atMs: nextUpdateMs }) as const),
];
