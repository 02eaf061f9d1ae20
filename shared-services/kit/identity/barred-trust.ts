/** Trust, less the certificates that two people have withdrawn: asked on every message, before its authority's list has it. */
import { Refusal } from '../refusal.ts';
import type { Standing } from './standing.ts';
import type { Trust, Trusted } from './trust.ts';

const withdrawn = ({ party, fingerprint256 }: Trusted): Refusal => {
  const refusal = new Refusal({
    code: 'CERTIFICATE_WITHDRAWN',
    status: 'unauthenticated',
    title: 'The certificate was withdrawn by the operators of the platform.',
  });
  refusal.proved = { partner: party, credential: fingerprint256 };
  return refusal;
};

export const trustWithout = (trust: Trust, standing: Pick<Standing, 'isBarred'>): Trust => ({
  ...trust,
  assertTrusted: (certificate) => {
    const trusted = trust.assertTrusted(certificate);
    if (standing.isBarred('certificate', trusted.fingerprint256)) throw withdrawn(trusted);
    return trusted;
  },
  holds: (trusted) => trust.holds(trusted) && !standing.isBarred('certificate', trusted.fingerprint256),
});
