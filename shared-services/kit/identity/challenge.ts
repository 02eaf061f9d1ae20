/** Refusals that tell how a caller proves itself, in the words of RFC 6750, 3 and RFC 9449, 7.1. */
import { Refusal, type RefusalFacts } from '../refusal.ts';

/** What the `error` of a challenge may say. */
export type ChallengeError = 'invalid_token' | 'invalid_dpop_proof' | 'use_dpop_nonce';

export interface ChallengeFacts extends RefusalFacts {
  readonly error?: ChallengeError;
  /** Scheme in which the caller came, or should have; both where nothing is known. */
  readonly scheme?: 'Bearer' | 'DPoP';
  /** For the next proof (RFC 9449, 9). */
  readonly nonce?: string;
}

/** Algorithms of DPoP proofs; `none` and shared secrets are none. `Ed25519` is `EdDSA` with that curve (RFC 9864). */
export const proofAlgorithms = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA', 'Ed25519'] as const;

const realm = 'realm="portorium"';
const algorithms = `algs="${proofAlgorithms.join(' ')}"`;

export class ChallengeRefusal extends Refusal {
  readonly error: ChallengeError | undefined;
  readonly scheme: 'Bearer' | 'DPoP' | undefined;
  readonly nonce: string | undefined;

  constructor(facts: ChallengeFacts) {
    super(facts);
    this.error = facts.error;
    this.scheme = facts.scheme;
    this.nonce = facts.nonce;
  }
}

const bearerChallenge = (error: string) => `Bearer ${realm}${error}`;
const dpopChallenge = (error: string) => `DPoP ${realm}${error}, ${algorithms}`;

/** A caller that has shown nothing is told no error (RFC 6750, 3.1). */
const challengeOf = ({ error, scheme }: ChallengeRefusal): string => {
  const told = error === undefined ? '' : `, error="${error}"`;
  if (scheme === 'Bearer') return bearerChallenge(told);
  if (scheme === 'DPoP') return dpopChallenge(told);
  return `${bearerChallenge(told)}, ${dpopChallenge(told)}`;
};

/** Headers that go with the refusal. */
export const challengeHeaders = (refusal: ChallengeRefusal): Record<string, string> => ({
  'WWW-Authenticate': challengeOf(refusal),
  ...(refusal.nonce === undefined ? {} : { 'DPoP-Nonce': refusal.nonce }),
});
