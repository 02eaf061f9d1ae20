/**
 * Compact JWS with Ed25519 (RFC 8037), by node's own crypto and at once: a signature takes some 25 us. Through the thread pool the
 * main thread would have 5 us of it, but the process 30 us, and the answer would wait. What it makes is verified by jose, in the
 * tests and in `npx portorium verify-receipt`.
 */
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { receiptType } from '../../../reference-architecture/contract/receipt.ts';

/** A public key as it is published (RFC 7517, RFC 8037). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
}

export interface Signer {
  /** @returns compact JWS; the same claims under the same key give the same bytes */
  sign(claims: object): string;
}

/** JWK thumbprint (RFC 7638): the name of a key follows from the key. */
const thumbprintOf = (x: string): string =>
  createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');

/** @throws {Error} not an Ed25519 key */
export const publicJwkOf = (key: KeyObject): PublicJwk => {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`a receipt key is Ed25519, not ${key.asymmetricKeyType}`);
  const { x = '' } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprintOf(x), use: 'sig', alg: 'EdDSA' };
};

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const signerOf = (key: KeyObject): Signer & { readonly jwk: PublicJwk } => {
  const jwk = publicJwkOf(key);
  const header = encoded({ alg: 'EdDSA', typ: receiptType, kid: jwk.kid });
  return {
    jwk,
    sign: (claims) => {
      const input = `${header}.${encoded(claims)}`;
      return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`;
    },
  };
};
