/** The provider's own secrets: made at the first start, kept in the data folder. */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { readOrCreate } from '../data-folder.ts';

export interface ProviderKeys {
  /** Private keys, RSA for RS256: what Keycloak uses unless told otherwise, and all that keycloak-connect verifies. */
  readonly signing: readonly JWK[];
  /** Key of cookie signatures and form tokens. */
  readonly cookies: readonly string[];
}

const generate = async (): Promise<ProviderKeys> => {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
  return { signing: [jwk], cookies: [randomBytes(32).toString('base64url')] };
};

export const loadProviderKeys = async (dataDirectory: string): Promise<ProviderKeys> => {
  const make = async () => JSON.stringify(await generate());
  return JSON.parse(await readOrCreate(join(dataDirectory, 'provider-keys.json'), make)) as ProviderKeys;
};
