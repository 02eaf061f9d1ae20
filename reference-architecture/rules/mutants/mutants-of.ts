/** Which sources a list of guards speaks of, and the mutants of each. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Guards } from './guards.ts';
import { type Mutant, withoutRefusals, withWordsPut } from './mutate.ts';

export interface Source {
  /** From the root of the sources. */
  readonly file: string;
  readonly text: string;
}

export const sourcesOf = ({ files }: Pick<Guards, 'files'>, root: string): Source[] =>
  files
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((file) => !/\.test[.-]/.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

const allMutantsOf = ({ also = [] }: Guards, { file, text }: Source): Mutant[] => {
  const told = also.filter(([where]) => file.endsWith(where)).map(([, ...put]) => withWordsPut(text, put));
  return [...withoutRefusals(text), ...told];
};

/** Without those that need no test. @throws {Error} the list is behind the source */
export const mutantsOf = (one: Guards, file: string, text: string): Mutant[] =>
  allMutantsOf(one, { file, text }).filter(({ was }) => !(one.accepted ?? []).some(([part]) => was.includes(part)));

/** What a list says of sources that are not so any more. */
export const staleIn = (one: Guards, root: string): string[] => {
  const sources = sourcesOf(one, root);
  const absent = [...one.files, ...one.tests].filter((pattern) => globSync(pattern, { cwd: root }).length === 0);
  const unplaced = (one.also ?? []).filter(([where, take]) => {
    const texts = sources.filter(({ file }) => file.endsWith(where)).map(({ text }) => text);
    return texts.length === 0 || texts.some((text) => text.split(take).length !== 2);
  });
  const was = sources.flatMap(({ file, text }) => [
    ...withoutRefusals(text).map((mutant) => mutant.was),
    ...(one.also ?? []).filter(([where]) => file.endsWith(where)).map(([, take]) => take),
  ]);
  const needless = (one.accepted ?? []).filter(([part]) => !was.some((words) => words.includes(part)));
  return [
    ...absent.map((pattern) => `no file ${pattern}`),
    ...unplaced.map(([where, take]) => `${where}: “${take}” does not stand there once`),
    ...needless.map(([part]) => `accepted, and not there: “${part}”`),
  ];
};
