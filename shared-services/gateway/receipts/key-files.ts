/**
 * Keys of receipts as files: `20261121T234500Z.pem` is a private key (PKCS #8) that signs from that time on,
 * `20261121T234500Z.public.pem` one that signs no more and is published for what it signed.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface KeyFile {
  readonly name: string;
  /** Milliseconds since the epoch from which it signs. */
  readonly fromMs: number;
  readonly key: KeyObject;
}

const form = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(\.public)?\.pem$/;

const fromMsOf = ([, year, month, day, hour, minute, second]: RegExpMatchArray): number =>
  Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);

/** `20261121T234500Z` */
export const stampOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

const keyIn = (pem: string, isPublic: boolean): KeyObject => (isPublic ? createPublicKey(pem) : createPrivateKey(pem));

const readOne = async (folder: string, name: string, match: RegExpMatchArray): Promise<KeyFile | undefined> => {
  const pem = await readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
    // Another process has just retired it: its public half stands beside.
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return pem === undefined ? undefined : { name, fromMs: fromMsOf(match), key: keyIn(pem, match[7] !== undefined) };
};

/** All keys of the folder by their time; none where there is no folder. */
export const readKeyFiles = async (folder: string): Promise<KeyFile[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const matches = names.flatMap((name) => {
    const match = name.match(form);
    return match === null ? [] : [{ name, match }];
  });
  const read = await Promise.all(matches.map(({ name, match }) => readOne(folder, name, match)));
  return read.filter((one) => one !== undefined).sort((one, other) => one.fromMs - other.fromMs);
};

/** A whole file or none, and never in the place of another. */
const put = async (folder: string, name: string, content: string): Promise<void> => {
  const temporary = join(folder, `${randomUUID()}.new`);
  try {
    await writeFile(temporary, content, { mode: 0o600, flag: 'wx', flush: true });
    await link(temporary, join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(temporary, { force: true });
  }
};

/** Draws a key that signs from that time on. */
export const makeKeyFile = async (folder: string, fromMs: number): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  await put(folder, `${stampOf(fromMs)}.pem`, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
};

/** Keeps the public half of a key and removes the private one. */
export const retireKeyFile = async (folder: string, { fromMs, key, name }: KeyFile): Promise<void> => {
  const pem = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  await put(folder, `${stampOf(fromMs)}.public.pem`, pem);
  await rm(join(folder, name), { force: true });
};
