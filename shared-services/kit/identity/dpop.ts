/** Proof of possession by DPoP: the checks of RFC 9449, 4.3, in their order. */
import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { type CryptoKey, calculateJwkThumbprint, decodeProtectedHeader, EmbeddedJWK, type JWK, jwtVerify } from 'jose';
import type { Clock } from '../clock.ts';
import { remembering } from '../remembered.ts';
import { proofAlgorithms } from './challenge.ts';
import type { Presented } from './presented.ts';
import { isForAddress } from './proof-address.ts';
import type { ProofNonces } from './proof-nonces.ts';
import type { ReplayMemory } from './replay-memory.ts';

/** What is wrong with a proof: for the log. */
export class ProofFault extends Error {}

/** The proof is right but for the nonce. */
export class NonceWanted extends ProofFault {}

/** There is no room to remember that the proof was used. */
export class ReplayMemoryFull extends Error {}

/** Nobody can tell now whether another process has taken the proof. */
export class ReplaysUnknown extends Error {}

export interface DpopParts {
  readonly clock: Clock;
  readonly replays: ReplayMemory;
  /** Under which callers reach this server: `https://speed2ng.example`. */
  readonly origins: () => readonly string[];
  /** Asked for in every proof, where it is there. */
  readonly nonces?: ProofNonces;
}

export interface ExpectedProof {
  readonly presented: Presented;
  readonly accessToken: string;
  /** RFC 7638 thumbprint of the key to which the token is bound. */
  readonly thumbprint: string;
}

/** Of a proof, from its `iat` on. */
export const proofLifeMs = 60_000;
const clockDifferenceMs = 10_000;
const maxProofLength = 4096;
const maxJtiLength = 256;
const minimumRsaBits = 2048;
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

const fault = (what: string): never => {
  throw new ProofFault(what);
};

const assertHeader = (proof: string): JWK => {
  const { typ, alg = '', jwk } = decodeProtectedHeader(proof) as { typ?: unknown; alg?: string; jwk?: JWK };
  if (typ !== 'dpop+jwt') fault('typ is not dpop+jwt');
  if (!(proofAlgorithms as readonly string[]).includes(alg)) fault(`alg ${String(alg).slice(0, 20)} is not taken`);
  if (typeof jwk !== 'object' || jwk === null) return fault('no jwk');
  if (secretMembers.some((name) => Object.hasOwn(jwk, name))) fault('the jwk has a private part');
  return jwk;
};

const assertStrength = (jwk: JWK) => {
  if (jwk.kty !== 'RSA') return;
  const { modulusLength = 0 } = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }).asymmetricKeyDetails ?? {};
  if (modulusLength < minimumRsaBits) fault('the key is too weak');
};

interface ProofKey {
  readonly thumbprint: string;
  readonly key: CryptoKey;
}

/** A client has one key for many proofs; to take it in costs as much as to verify by it. */
const rememberKey = remembering<Promise<ProofKey>>(2000);

/** The key that a header holds: the same header, the same key. */
const proofKeyOf = (proof: string): Promise<ProofKey> => {
  const jwk = assertHeader(proof);
  const header = { ...decodeProtectedHeader(proof), jwk };
  return rememberKey(JSON.stringify(header), async () => {
    assertStrength(jwk);
    const [thumbprint, key] = await Promise.all([calculateJwkThumbprint(jwk), EmbeddedJWK(header)]);
    return { thumbprint, key };
  });
};

interface ProofClaims {
  readonly htm?: unknown;
  readonly htu?: unknown;
  readonly iat?: number;
  readonly jti?: string;
  readonly ath?: unknown;
  readonly nonce?: unknown;
}

const assertTimely = (iat: unknown, nowMs: number): number => {
  if (typeof iat !== 'number') return fault('no iat');
  const ageMs = nowMs - iat * 1000;
  if (ageMs > proofLifeMs) fault('the proof is too old');
  if (ageMs < -clockDifferenceMs) fault('the proof is of the future');
  return iat * 1000;
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const assertForRequest = (
  { htm, htu, ath }: ProofClaims,
  { presented, accessToken }: ExpectedProof,
  parts: DpopParts,
) => {
  if (htm !== presented.method) fault('htm is another method');
  if (typeof htu !== 'string' || !isForAddress(htu, presented.path, parts.origins())) fault('htu is another address');
  if (ath !== hashOf(accessToken)) fault('ath is that of another token');
};

const assertNonce = (nonce: unknown, { nonces }: DpopParts) => {
  if (nonces === undefined) return;
  if (typeof nonce !== 'string' || !nonces.isFresh(nonce)) throw new NonceWanted('no fresh nonce');
};

const useOnce = async (replays: ReplayMemory, name: string, untilMs: number) => {
  try {
    return await replays.use(name, untilMs);
  } catch (error) {
    throw new ReplaysUnknown(error instanceof Error ? error.message : String(error), { cause: error });
  }
};

/** Last, so that nobody's proof is used up by a request that fails. */
const assertUnused = async (jti: unknown, thumbprint: string, issuedAtMs: number, { replays }: DpopParts) => {
  if (typeof jti !== 'string' || jti === '' || jti.length > maxJtiLength) return fault('no jti');
  const unused = await useOnce(replays, hashOf(`${thumbprint} ${jti}`), issuedAtMs + proofLifeMs + 1);
  if (unused === undefined) throw new ReplayMemoryFull('too many proofs at once');
  return unused ? undefined : fault('the proof was used before');
};

/**
 * Whether the caller has the key to which the token is bound.
 *
 * @throws ProofFault what is wrong; NonceWanted where a fresh nonce is missing; ReplayMemoryFull; ReplaysUnknown
 */
export const assertDpopProof = async (expected: ExpectedProof, parts: DpopParts): Promise<void> => {
  const { presented, thumbprint } = expected;
  const { proof } = presented;
  if (proof === undefined) return fault('no proof');
  if (proof.length > maxProofLength) return fault('the proof is too long');
  const shown = await proofKeyOf(proof);
  if (shown.thumbprint !== thumbprint) fault('the key is not that of the token');
  const currentDate = new Date(parts.clock.nowMs());
  const { payload } = await jwtVerify<ProofClaims>(proof, shown.key, {
    algorithms: [...proofAlgorithms],
    currentDate,
  });
  const issuedAtMs = assertTimely(payload.iat, parts.clock.nowMs());
  assertForRequest(payload, expected, parts);
  assertNonce(payload.nonce, parts);
  await assertUnused(payload.jti, thumbprint, issuedAtMs, parts);
};
