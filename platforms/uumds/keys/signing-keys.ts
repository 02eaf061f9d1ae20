/**
 * The signing keys in the data folder, one file each: a key is added or removed whole, so that several processes and the
 * command may do it at once.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { readIfThere, readOrCreate } from '../data-folder.ts';
import { nextKeySignsFromMs, type RotationPolicy, retiredKeys, type SigningKey } from './key-ring.ts';

export const signingKeysFolder = (dataDirectory: string): string => join(dataDirectory, 'signing-keys');

const fileOf = (dataDirectory: string, keyId: string): string =>
  join(signingKeysFolder(dataDirectory), `${keyId}.json`);

/** RSA for RS256: what Keycloak uses unless told otherwise, and all that keycloak-connect verifies. */
const generate = async (signsFromMs: number): Promise<SigningKey> => {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
  return { jwk, signsFromMs };
};

export const addSigningKey = async (dataDirectory: string, signsFromMs: number): Promise<SigningKey> => {
  const key = await generate(signsFromMs);
  await readOrCreate(fileOf(dataDirectory, String(key.jwk.kid)), async () => JSON.stringify(key));
  return key;
};

/** A file that another process removes at this moment is not there. */
export const readSigningKeys = async (dataDirectory: string): Promise<readonly SigningKey[]> => {
  const folder = signingKeysFolder(dataDirectory);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const texts = await Promise.all(names.map((name) => readIfThere(join(folder, name))));
  return texts.flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as SigningKey]));
};

export const removeSigningKey = (dataDirectory: string, { jwk }: SigningKey): Promise<void> =>
  rm(fileOf(dataDirectory, String(jwk.kid)), { force: true });

/** The keys after what is due was done: one that signs now where there is none, the next one published, the retired ones removed. */
export const renewSigningKeys = async (
  dataDirectory: string,
  nowMs: number,
  policy: RotationPolicy,
): Promise<readonly SigningKey[]> => {
  const keys = await readSigningKeys(dataDirectory);
  const isSilent = keys.every(({ signsFromMs }) => signsFromMs > nowMs);
  const nextMs = isSilent ? nowMs : nextKeySignsFromMs(keys, nowMs, policy);
  if (nextMs !== undefined) await addSigningKey(dataDirectory, nextMs);
  for (const key of retiredKeys(keys, nowMs, policy)) await removeSigningKey(dataDirectory, key);
  return readSigningKeys(dataDirectory);
};
