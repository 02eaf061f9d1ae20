/**
 * Whether a certificate is to be trusted: issued by the authority of its circle, which the root has issued; in force; not
 * revoked. TLS asks once for each connection; this is asked on every message, so that a revocation, an end of validity and
 * a late revocation list act on connections that are open. Also for certificates that came in a message, not by TLS.
 */
import { createHash, X509Certificate } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logging.ts';
import { Refusal } from '../refusal.ts';
import { type CertificateBytes, type CertificateCaller, callerOfCertificate } from './certificate.ts';
import { readOcspAnswer } from './ocsp/ask.ts';
import { createRevocation, type RevocationPolicy, type RevocationState, revoked } from './revocation.ts';

/** Public certificates and revocation lists; what a process is given of its authorities. */
export interface TrustMaterial {
  /** Roots, PEM, several one after the other. */
  readonly trustAnchor: string;
  /** Authorities that issue for each circle, PEM: an authority's certificates are trusted for its circle alone. */
  readonly authorities: Readonly<Record<'trusted' | 'central', string>>;
  /** Revocation lists by the name of their source, DER or PEM. */
  readonly revocationLists: ReadonlyMap<string, Buffer>;
}

/** Whom a certificate stands for, and how long it may be said without asking again. */
export interface Trusted extends CertificateCaller {
  readonly untilMs: number;
  readonly generation: number;
}

export interface Trust {
  /**
   * @throws Refusal CERTIFICATE_NOT_RECOGNISED, CERTIFICATE_NOT_TRUSTED, CERTIFICATE_EXPIRED, CERTIFICATE_REVOKED
   *   (unauthenticated), REVOCATION_UNKNOWN (unavailable)
   */
  assertTrusted(certificate: CertificateBytes): Trusted;
  /**
   * Holds an OCSP answer that a server has shown in its handshake against its certificate.
   * @throws Refusal CERTIFICATE_REVOKED; CERTIFICATE_NOT_TRUSTED where the answer cannot be believed
   */
  assertStapled(certificate: CertificateBytes, answer: Uint8Array): void;
  /** Whether an earlier answer still stands; costs nothing. */
  holds(trusted: Trusted): boolean;
  /** Takes other material in place of what it has. */
  replace(material: TrustMaterial): Promise<void>;
  /** Called after each change; returns how to end that. */
  onChange(listener: () => void): () => void;
  readonly revocationStates: () => readonly RevocationState[];
}

export interface TrustParts {
  readonly policy: RevocationPolicy;
  readonly clock: Clock;
  readonly log: Logger;
}

const maxRemembered = 10_000;

const pemBlocks = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

export const certificatesIn = (pem: string): X509Certificate[] =>
  [...pem.matchAll(pemBlocks)].map(([one]) => new X509Certificate(one));

const refused = (code: 'CERTIFICATE_NOT_TRUSTED' | 'CERTIFICATE_EXPIRED', title: string, detail: string) =>
  new Refusal({ code, status: 'unauthenticated', title, detail });

const notTrusted = (detail: string) =>
  refused('CERTIFICATE_NOT_TRUSTED', 'The certificate was not issued by the authority of its circle.', detail);

/** The end of its validity. */
const assertInForce = ({ validFrom, validTo, subject }: X509Certificate, nowMs: number): number => {
  const [fromMs, endsMs] = [Date.parse(validFrom), Date.parse(validTo)];
  if (nowMs >= fromMs && nowMs < endsMs) return endsMs;
  const detail = `${subject.split('\n').at(-1)}: from ${validFrom} to ${validTo}`;
  throw refused('CERTIFICATE_EXPIRED', 'The certificate, or that of its authority, is not in force.', detail);
};

/** Name, key identifier and key usage (`checkIssued`), and the signature itself. */
const issued = (issuer: X509Certificate, certificate: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

interface Known {
  readonly roots: readonly X509Certificate[];
  readonly authorities: Readonly<Record<'trusted' | 'central', readonly X509Certificate[]>>;
}

const known = ({ trustAnchor, authorities }: TrustMaterial): Known => ({
  roots: certificatesIn(trustAnchor),
  authorities: { trusted: certificatesIn(authorities.trusted), central: certificatesIn(authorities.central) },
});

/** The certificates above, nearest first, up to the root and with it. */
const pathOf = (certificate: X509Certificate, circle: 'trusted' | 'central', { roots, authorities }: Known) => {
  const issuer = authorities[circle].find((one) => issued(one, certificate));
  if (issuer === undefined) throw notTrusted(`no authority of the circle ${circle} has issued it`);
  const root = roots.find((one) => issued(one, issuer));
  if (root === undefined) throw notTrusted('its authority does not lead to the trust anchor');
  return issuer.fingerprint256 === root.fingerprint256 ? [issuer] : [issuer, root];
};

const hashOf = (raw: ArrayBuffer | Uint8Array): string =>
  createHash('sha256')
    .update(raw instanceof Uint8Array ? raw : new Uint8Array(raw))
    .digest('base64');

/** @throws {Error} the material holds no root */
export const createTrust = async (given: TrustMaterial, { policy, clock, log }: TrustParts): Promise<Trust> => {
  const revocation = createRevocation({ policy, clock, log });
  const listeners = new Set<() => void>();
  const remembered = new Map<string, Trusted>();
  let [generation, current] = [0, known(given)];

  const take = (material: TrustMaterial): void => {
    const next = known(material);
    if (next.roots.length === 0) throw new Error('The trust anchor holds no certificate.');
    const all = [...next.roots, ...next.authorities.trusted, ...next.authorities.central];
    revocation.take(material.revocationLists, all);
    current = next;
    generation += 1;
    remembered.clear();
  };

  const examine = (certificate: CertificateBytes): Trusted => {
    const caller = callerOfCertificate(certificate);
    const own = new X509Certificate(Buffer.from(certificate.raw as Uint8Array));
    const path = pathOf(own, caller.circle, current);
    const nowMs = clock.nowMs();
    let untilMs = assertInForce(own, nowMs);
    let below = own;
    try {
      for (const issuer of path) {
        untilMs = Math.min(untilMs, assertInForce(issuer, nowMs));
        if (below !== issuer) untilMs = Math.min(untilMs, revocation.assertNotRevoked(below.serialNumber, issuer));
        below = issuer;
      }
    } catch (error) {
      // It is genuine: whose it is is known, though it does not count any more.
      if (error instanceof Refusal) error.proved = { partner: caller.party, credential: caller.fingerprint256 };
      throw error;
    }
    return { ...caller, untilMs, generation };
  };

  const holds = (trusted: Trusted): boolean => trusted.generation === generation && clock.nowMs() < trusted.untilMs;

  const stateIn = (answer: Uint8Array, { raw = new Uint8Array() }: CertificateBytes) => {
    const own = new X509Certificate(Buffer.from(raw as Uint8Array));
    const all = [...current.authorities.trusted, ...current.authorities.central];
    const issuer = all.find((one) => issued(one, own));
    if (issuer === undefined) throw new Error('no authority of ours has issued the certificate');
    return readOcspAnswer(answer, own, issuer, clock.nowMs()).is;
  };

  take(given);
  return {
    assertStapled: (certificate, answer) => {
      let state: string;
      try {
        state = stateIn(answer, certificate);
      } catch (error) {
        throw notTrusted(error instanceof Error ? error.message : String(error));
      }
      if (state !== 'good') throw revoked(`the server itself shows an answer by which its certificate is ${state}`);
    },
    assertTrusted: (certificate) => {
      if (certificate.raw === undefined) return examine(certificate);
      const hash = hashOf(certificate.raw);
      const earlier = remembered.get(hash);
      if (earlier !== undefined && holds(earlier)) return earlier;
      const trusted = examine(certificate);
      if (remembered.size >= maxRemembered) remembered.clear();
      remembered.set(hash, trusted);
      return trusted;
    },
    holds,
    replace: async (material) => {
      take(material);
      for (const listener of listeners) listener();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    revocationStates: revocation.states,
  };
};
