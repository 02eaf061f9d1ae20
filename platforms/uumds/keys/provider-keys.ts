/** The provider's own secrets: made at the first start, kept in the data folder, renewed as time goes by. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { readOrCreate } from '../data-folder.ts';
import { publishedKeys, type RotationPolicy } from './key-ring.ts';
import { renewSigningKeys } from './signing-keys.ts';

export interface ProviderKeys {
  /** Private keys, RSA for RS256: the one that signs first, then others that are published. */
  readonly signing: readonly [JWK, ...JWK[]];
  /** Key of cookie signatures and form tokens. */
  readonly cookies: readonly [string, ...string[]];
}

const drawCookieKeys = async (): Promise<string> =>
  JSON.stringify({ cookies: [randomBytes(32).toString('base64url')] });

/** Does what is due, and gives the keys as they are then. */
export const renewProviderKeys = async (
  dataDirectory: string,
  nowMs: number,
  policy: RotationPolicy,
): Promise<ProviderKeys> => {
  const stored = await readOrCreate(join(dataDirectory, 'provider-keys.json'), drawCookieKeys);
  const { cookies } = JSON.parse(stored) as Pick<ProviderKeys, 'cookies'>;
  const [signing, ...others] = publishedKeys(await renewSigningKeys(dataDirectory, nowMs, policy), nowMs);
  return { signing: [signing!.jwk, ...others.map(({ jwk }) => jwk)], cookies };
};

/** Whether the same keys stand in the same order. */
export const areSameKeys = (one: ProviderKeys, other: ProviderKeys): boolean =>
  one.signing.map(({ kid }) => kid).join() === other.signing.map(({ kid }) => kid).join();
