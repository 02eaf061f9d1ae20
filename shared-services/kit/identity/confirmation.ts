/** To which key a token is bound, and whether the caller has it: `cnf` of RFC 7800, in the forms of RFC 8705 and RFC 9449. */
import { Refusal } from '../refusal.ts';
import { ChallengeRefusal } from './challenge.ts';
import { assertDpopProof, type DpopParts, NonceWanted, ReplayMemoryFull, ReplaysUnknown } from './dpop.ts';
import type { Presented } from './presented.ts';

export interface Confirmation {
  /** RFC 7638 thumbprint of the key that makes DPoP proofs. */
  readonly keyThumbprint?: string;
  /** `x5t#S256` of the certificate of mutual TLS. */
  readonly certificateThumbprint?: string;
}

export type Scheme = 'Bearer' | 'DPoP';

const thumbprintShape = /^[A-Za-z0-9_-]{43}$/;

const thumbprintIn = (value: unknown, name: string): string => {
  if (typeof value !== 'string' || !thumbprintShape.test(value)) throw new Error(`cnf ${name} is not a thumbprint`);
  return value;
};

/** @throws Error for a binding that nobody here can check: such a token is worth nothing */
export const readConfirmation = (cnf: unknown): Confirmation | undefined => {
  if (cnf === undefined) return undefined;
  if (typeof cnf !== 'object' || cnf === null) throw new Error('claim cnf is odd');
  // Keycloak says beside the thumbprint for what it is (seen in 26.7); of another kind nobody here knows the proof.
  const { jkt, 'x5t#S256': x5t, 'kc-jkt-type': kind, ...others } = cnf as Record<string, unknown>;
  const isKnown = kind === undefined || (kind === 'DPoP' && jkt !== undefined);
  if (!isKnown || Object.keys(others).length > 0 || (jkt === undefined && x5t === undefined))
    throw new Error('the token is bound in a way that is not known');
  return {
    ...(jkt === undefined ? {} : { keyThumbprint: thumbprintIn(jkt, 'jkt') }),
    ...(x5t === undefined ? {} : { certificateThumbprint: thumbprintIn(x5t, 'x5t#S256') }),
  };
};

const notProved = (scheme: Scheme, detail: string) =>
  new ChallengeRefusal({
    code: 'TOKEN_PROOF_INVALID',
    status: 'unauthenticated',
    title: 'The access token is bound to a key or certificate, and the caller has not proved to have it.',
    error: scheme === 'DPoP' ? 'invalid_dpop_proof' : 'invalid_token',
    scheme,
    detail,
  });

const nonceWanted = (nonce: string) =>
  new ChallengeRefusal({
    code: 'TOKEN_PROOF_NONCE',
    status: 'unauthenticated',
    title: 'The DPoP proof needs the nonce of the header DPoP-Nonce. Send the same message again with it.',
    error: 'use_dpop_nonce',
    scheme: 'DPoP',
    nonce,
  });

const full = () =>
  new Refusal({
    code: 'OVERLOADED',
    status: 'unavailable',
    title: 'The platform is at its limit; try again later.',
    retryAfterMs: 1000,
    detail: 'no room to remember DPoP proofs',
  });

const cannotTell = (detail: string) =>
  new Refusal({
    code: 'SERVICE_UNAVAILABLE',
    status: 'unavailable',
    title:
      'Nobody can tell now whether the DPoP proof was used before. Send the message again later, with another proof.',
    retryAfterMs: 1000,
    detail,
  });

const refusalOf = (error: unknown, { nonces }: DpopParts): Refusal => {
  if (error instanceof NonceWanted && nonces !== undefined) return nonceWanted(nonces.current());
  if (error instanceof ReplayMemoryFull) return full();
  if (error instanceof ReplaysUnknown) return cannotTell(error.message);
  return notProved('DPoP', error instanceof Error ? error.message : String(error));
};

export interface Shown {
  readonly scheme: Scheme;
  readonly accessToken: string;
  readonly presented: Presented | undefined;
}

const assertKey = async (thumbprint: string, { scheme, accessToken, presented }: Shown, dpop: DpopParts) => {
  // RFC 9449, 7.2: a bound token is not taken as a bearer token, whatever comes beside it.
  if (scheme !== 'DPoP') throw notProved('DPoP', 'a token bound by DPoP came as a bearer token');
  if (presented === undefined) throw notProved('DPoP', 'no proof');
  try {
    await assertDpopProof({ presented, accessToken, thumbprint }, dpop);
  } catch (error) {
    throw refusalOf(error, dpop);
  }
};

/** @throws Refusal TOKEN_PROOF_INVALID, TOKEN_PROOF_NONCE, OVERLOADED, SERVICE_UNAVAILABLE */
export const assertConfirmed = async (
  confirmation: Confirmation | undefined,
  shown: Shown,
  dpop: DpopParts,
): Promise<void> => {
  const { keyThumbprint, certificateThumbprint } = confirmation ?? {};
  // RFC 9449, 7.1: the scheme DPoP is for tokens that are bound so.
  if (shown.scheme === 'DPoP' && keyThumbprint === undefined)
    throw notProved('Bearer', 'a token that is not bound by DPoP came as such');
  if (certificateThumbprint !== undefined && certificateThumbprint !== shown.presented?.certificateThumbprint)
    throw notProved('Bearer', 'the certificate of the connection is not that of the token');
  if (keyThumbprint !== undefined) await assertKey(keyThumbprint, shown, dpop);
};
