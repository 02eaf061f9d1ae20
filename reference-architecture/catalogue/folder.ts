/** The folder of published files: read whole, compared whole, written whole. */
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { byName } from '../contract/render/names.ts';

/** All files below a folder by path with `/`; none where the folder is absent. */
export const readFolder = async (folder: string): Promise<Map<string, string>> => {
  const entries = await Array.fromAsync(glob('**/*', { cwd: folder, withFileTypes: true }));
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.sort(byName).map(async (file) => {
    const path = file.slice(join(folder, sep).length).replaceAll(sep, '/');
    return [path, await readFile(file, 'utf8')] as const;
  });
  return new Map(await Promise.all(read));
};

/** Sentences about files that are not as they should be; empty when all are. */
export const staleFiles = (is: ReadonlyMap<string, string>, shouldBe: ReadonlyMap<string, string>): string[] =>
  [...new Set([...is.keys(), ...shouldBe.keys()])].sort(byName).flatMap((path) => {
    if (!is.has(path)) return [`${path} is missing`];
    if (!shouldBe.has(path)) return [`${path} is of no contract`];
    return is.get(path) === shouldBe.get(path) ? [] : [`${path} is not what the contract says`];
  });

/** Makes the folder hold exactly these files. */
export const writeFolder = async (
  folder: string,
  is: ReadonlyMap<string, string>,
  shouldBe: ReadonlyMap<string, string>,
) => {
  for (const path of is.keys()) if (!shouldBe.has(path)) await rm(join(folder, path));
  for (const [path, content] of shouldBe) {
    if (is.get(path) === content) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
};
