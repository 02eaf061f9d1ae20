/** Whether a certificate can be shown at all: its own key, in force, and a chain that others can follow to the root. */
import { createPrivateKey } from 'node:crypto';
import type { Clock } from '../../shared-services/kit/clock.ts';
import { certificatesIn, type TrustMaterial } from '../../shared-services/kit/identity/trust.ts';
import type { Pem } from '../certificates.ts';

/**
 * @param name for the message
 * @throws {Error} says what is wrong with it
 */
export const assertUsable = (name: string, { key, cert }: Pem, { trustAnchor }: TrustMaterial, clock: Clock): void => {
  const chain = certificatesIn(cert);
  const [own] = chain;
  if (own === undefined) throw new Error(`${name}: the file holds no certificate`);
  if (!own.checkPrivateKey(createPrivateKey(key))) throw new Error(`${name}: the key is not that of the certificate`);
  const nowMs = clock.nowMs();
  if (nowMs >= Date.parse(own.validTo)) throw new Error(`${name}: the certificate ended on ${own.validTo}`);
  const roots = certificatesIn(trustAnchor);
  const issuersOf = (one: (typeof chain)[number]) =>
    [...chain, ...roots].filter((other) => one.checkIssued(other) && one.verify(other.publicKey));
  let at = own;
  for (let steps = 0; !roots.some(({ fingerprint256 }) => fingerprint256 === at.fingerprint256); steps += 1) {
    const [issuer] = issuersOf(at);
    if (issuer === undefined || steps > chain.length)
      throw new Error(`${name}: the chain in the file does not lead to trust-anchor.pem; an intermediate is missing`);
    at = issuer;
  }
};
