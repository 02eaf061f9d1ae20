/**
 * A folder as a witness: each checkpoint is a file that is written once, `00000000000000000042.checkpoint`. It is worth what
 * the folder is: mount one that this machine may add to and not change.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bodyOf, headOf } from '../domain/note.ts';
import type { Answer, Submission, Witness } from './witness.ts';

const form = /^(\d{20})\.checkpoint$/;

const newestIn = async (folder: string): Promise<{ readonly name: string; readonly size: number } | undefined> => {
  const names = (await readdir(folder)).filter((name) => form.test(name)).sort();
  const name = names.at(-1);
  return name === undefined ? undefined : { name, size: Number(name.slice(0, 20)) };
};

export const folderWitness = (folder: string): Witness => {
  const put = async (note: string, size: number): Promise<Answer> => {
    await writeFile(join(folder, `${String(size).padStart(20, '0')}.checkpoint`), note, { flag: 'wx', flush: true });
    return { kind: 'agrees' };
  };
  const add = async ({ oldSize, note }: Submission): Promise<Answer> => {
    await mkdir(folder, { recursive: true });
    const newest = await newestIn(folder);
    const { size } = headOf(note);
    if (newest === undefined || (newest.size === oldSize && newest.size < size)) return put(note, size);
    if (newest.size !== size) return { kind: 'has', size: newest.size };
    const kept = await readFile(join(folder, newest.name), 'utf8');
    return bodyOf(kept) === bodyOf(note)
      ? { kind: 'agrees' }
      : { kind: 'contradicts', reason: `it has another root for ${size} leaves` };
  };
  return { name: 'folder', add };
};
