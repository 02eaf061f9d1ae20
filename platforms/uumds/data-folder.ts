/**
 * Files that UUM&DS makes at its first start and keeps: keys, certificates, demo secrets. Several processes may start at
 * once and any may be killed: a file is whole or absent, and readers never see half of one. No locks, so none is left.
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const ownerOnly = 0o600;

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Content of the file, or nothing where it does not exist. */
export const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
};

const viaTemporary = async (
  path: string,
  content: string | Uint8Array,
  mode: number,
  settle: (from: string) => Promise<void>,
) => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.new`;
  try {
    await writeFile(temporary, content, { mode, flag: 'wx', flush: true });
    await settle(temporary);
  } finally {
    await rm(temporary, { force: true });
  }
};

/** Puts a whole new file in the place of the old one. */
export const replaceFile = (path: string, content: string | Uint8Array, mode = ownerOnly): Promise<void> =>
  viaTemporary(path, content, mode, (temporary) => rename(temporary, path));

const linkUnlessThere = async (from: string, path: string): Promise<void> => {
  try {
    await link(from, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
};

/** Makes the file unless it is there, and gives what is there then: of several makers at once, the first one's. */
export const readOrCreate = async (path: string, make: () => Promise<string>): Promise<string> => {
  const existing = await readIfThere(path);
  if (existing !== undefined) return existing;
  await viaTemporary(path, await make(), ownerOnly, (temporary) => linkUnlessThere(temporary, path));
  return readFile(path, 'utf8');
};
