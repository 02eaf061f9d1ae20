/** The keys against which a receipt is held: from a file, or those of the platform that runs from this folder. */
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import { readKeyFiles } from '../../../shared-services/gateway/receipts/key-files.ts';
import { publicJwkOf } from '../../../shared-services/gateway/receipts/sign.ts';
import { root } from '../../root.ts';
import { receiptKeysFolder } from '../../running/receipts.ts';

export interface FoundKeys {
  readonly keys: JSONWebKeySet;
  /** Said to the person: a proof is as good as the keys. */
  readonly where: string;
}

const isKeySet = (value: unknown): value is JSONWebKeySet =>
  Array.isArray((value as { readonly keys?: unknown } | null)?.keys);

/** @throws {Error} there is no such file, or it is no JWK Set */
export const keysOfFile = async (path: string): Promise<FoundKeys> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`the keys ${path} cannot be read (${error.code})`);
  });
  const parsed = await Promise.resolve(text)
    .then(JSON.parse)
    .catch(() => undefined);
  if (!isKeySet(parsed)) throw new Error(`${path} is no JWK Set ({"keys": [...]})`);
  return { keys: parsed, where: path };
};

/** @throws {Error} no gateway was started here */
export const keysOfDataFolder = async (data: string): Promise<FoundKeys> => {
  const folder = join(resolve(root, data), receiptKeysFolder);
  const files = await Promise.all(globSync('*/', { cwd: folder }).map((name) => readKeyFiles(join(folder, name))));
  const keys = files.flat().map(({ key }) => ({ ...publicJwkOf(key) }));
  if (keys.length === 0) throw new Error('give the published keys of the gateway: --keys FILE');
  return { keys: { keys }, where: `${folder} (of the platform on this machine)` };
};
