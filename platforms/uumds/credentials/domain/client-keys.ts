/** With what an API client proves itself: its public keys, or its certificate. */
import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Fault } from '../../../../shared-services/kit/refusal.ts';
import type { CertificateFacts } from './certificate.ts';
import { keyAlgorithmOf, weaknessOf } from './key-strength.ts';

export interface ClientKey {
  readonly kid: string;
  readonly kind: 'key' | 'certificate';
  readonly thumbprint: string;
  readonly algorithm: string;
  /** Public, as the token endpoint takes it. */
  readonly jwk: Readonly<Record<string, unknown>>;
  readonly notAfterMs?: number;
}

export interface ReadKeys {
  readonly keys: readonly ClientKey[];
  readonly faults: readonly Fault[];
}

/** A public key as it came in, its members those of the contract. */
export type GivenKey = Readonly<Partial<Record<'kty' | 'kid' | 'alg' | 'use' | 'crv' | 'x' | 'y' | 'n' | 'e', string>>>;

const membersOf: Readonly<Record<string, readonly (keyof GivenKey)[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
  RSA: ['e', 'kty', 'n'],
};

/** Members that a key of its kind has, in the order of RFC 7638, 3.3. */
const essence = (key: GivenKey): Record<string, string | undefined> =>
  Object.fromEntries((membersOf[key.kty ?? ''] ?? []).map((name) => [name, key[name]]));

/** RFC 7638. */
export const thumbprintOf = (key: GivenKey): string =>
  createHash('sha256')
    .update(JSON.stringify(essence(key)))
    .digest('base64url');

const algorithmsOf: Readonly<Record<string, readonly string[]>> = {
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  Ed25519: ['EdDSA', 'Ed25519'],
  RSA: ['PS256', 'RS256'],
};

const readKey = (key: GivenKey): KeyObject | undefined => {
  try {
    return createPublicKey({ key: essence(key) as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
};

const faultOf = (key: GivenKey): string | undefined => {
  const read = readKey(key);
  if (read === undefined) return 'this is not a public key';
  const algorithms = algorithmsOf[key.crv ?? key.kty ?? ''] ?? [];
  if (key.alg !== undefined && !algorithms.includes(key.alg)) return `alg must be ${algorithms.join(' or ')}`;
  return weaknessOf(read);
};

const keyFrom = (key: GivenKey): ClientKey => {
  const thumbprint = thumbprintOf(key);
  const kid = key.kid ?? thumbprint;
  const alg = key.alg === undefined ? {} : { alg: key.alg };
  return {
    kid,
    kind: 'key',
    thumbprint,
    algorithm: keyAlgorithmOf(readKey(key) as KeyObject),
    jwk: { ...essence(key), kid, use: 'sig', ...alg },
  };
};

const repeated = (values: readonly string[]): boolean => new Set(values).size < values.length;

export const readJwks = (given: readonly GivenKey[]): ReadKeys => {
  const at = (index: number) => ['jwks', 'keys', index];
  const faults: Fault[] = given.flatMap((key, index) => {
    const message = faultOf(key);
    return message === undefined ? [] : [{ code: 'KEY', path: at(index), message: `${message}.` }];
  });
  if (faults.length > 0) return { keys: [], faults };
  const keys = given.map(keyFrom);
  if (repeated(keys.map(({ kid }) => kid)) || repeated(keys.map(({ thumbprint }) => thumbprint)))
    return { keys: [], faults: [{ code: 'KEY', path: ['jwks', 'keys'], message: 'A key or its kid stands twice.' }] };
  return { keys, faults };
};

/** The certificate as a key: pinned by its thumbprint (RFC 8705, 2.2), whoever issued it. */
export const keyOfCertificate = ({ key, der, sha256, notAfterMs }: CertificateFacts): ClientKey => {
  const thumbprint = Buffer.from(sha256, 'hex').toString('base64url');
  return {
    kid: thumbprint,
    kind: 'certificate',
    thumbprint,
    algorithm: keyAlgorithmOf(key),
    jwk: {
      ...key.export({ format: 'jwk' }),
      kid: thumbprint,
      use: 'sig',
      x5c: [der.toString('base64')],
      'x5t#S256': thumbprint,
    },
    notAfterMs,
  };
};
