/** The surfaces that callers rely on, as they were when they were promised: a file for each application. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Surface } from './surface.ts';

export const frozenFolder = join(import.meta.dirname, 'frozen');

const fileOf = (application: string) => join(frozenFolder, `${application}.json`);

export const readFrozen = async (): Promise<ReadonlyMap<string, Surface>> => {
  const files = (await readdir(frozenFolder)).filter((name) => name.endsWith('.json')).sort();
  const surfaces = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(join(frozenFolder, name), 'utf8')) as Surface),
  );
  return new Map(surfaces.map((one) => [one.application, one]));
};

export const writeFrozen = (surface: Surface): Promise<void> =>
  writeFile(fileOf(surface.application), `${JSON.stringify(surface)}\n`);
