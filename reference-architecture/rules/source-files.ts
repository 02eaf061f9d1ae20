/** The project's own files, as the rules read them: once, by path from the root with `/`. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

const notOurs = /(^|\/)(node_modules|data|tmp|\.git)(\/|$)/;

const pathsOf = (pattern: string): string[] =>
  globSync(pattern, { cwd: root, exclude: (path) => notOurs.test(path) })
    .map((path) => path.split(sep).join('/'))
    .sort();

export interface SourceFile {
  /** `platforms/cdco/entry/register-filing.ts` */
  readonly path: string;
  readonly text: string;
  /** The text with comments blanked; positions are kept. */
  readonly code: string;
}

/** Strings and templates are matched so that what looks like a comment in them stays. */
const stringOrComment =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*/g;

export const blankComments = (text: string): string =>
  text.replace(stringOrComment, (found) => (found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found));

const blankStrings = (code: string): string =>
  code.replace(
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g,
    (found) => `${found[0]}${' '.repeat(found.length - 2)}${found[0]}`,
  );

/** What is left when neither comments nor strings count. */
export const bareCode = ({ code }: SourceFile): string => blankStrings(code);

let read: readonly SourceFile[] | undefined;

/** All TypeScript of the project. */
export const sourceFiles = (): readonly SourceFile[] => {
  read ??= pathsOf('**/*.ts').map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, text, code: blankComments(text) };
  });
  return read;
};

/** Files of any kind, by pattern. */
export const filesLike = (pattern: string): string[] => pathsOf(pattern);

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Tests and what only tests use: they may start a neighbour, read the environment, and speak on the console. */
export const isTest = (path: string): boolean =>
  /\.test\.ts$|\.child\.ts$|\/mocha-hooks\.ts$|test-support|\/(support|interop)\/|^reference-architecture\/rules\//.test(
    path,
  );

export const lineOf = (text: string, position: number): number => text.slice(0, position).split('\n').length;

/** `path:line` of each match. */
export const placesOf = (file: SourceFile, code: string, pattern: RegExp): string[] =>
  [...code.matchAll(pattern)].map(({ index, 0: found }) => `${file.path}:${lineOf(code, index)} ${found.trim()}`);
