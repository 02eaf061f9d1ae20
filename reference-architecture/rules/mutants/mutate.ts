/** Mutants of a source text: each has one guard less. Pure; the syntax is not parsed, for a guard is told by its words. */

export interface Mutant {
  /** Line of the guard, counted from 1. */
  readonly line: number;
  /** The guard, as it stood. */
  readonly was: string;
  readonly text: string;
}

/** Words that end the way of a message, and what is put in their place so that it goes on. */
const refusing: readonly (readonly [found: RegExp, put: string])[] = [
  [/(?<![\w.])throw (?!error;|thrown;|cause;|reason;)/g, 'void '],
  [/(?<=\) |^ +)fault\(/gm, 'void ('],
  [/(?<=^ +)(?:await )?(?:\w+\??\.)*assert\w*\(.*\);$/gm, 'void 0;'],
];

const isComment = (line: string): boolean => /^\s*(?:\/\/|\/?\*)/.test(line);

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const replaced = (text: string, offset: number, length: number, put: string): Mutant => {
  const line = lineAt(text, offset);
  return {
    line,
    was: (text.split('\n')[line - 1] ?? '').trim(),
    text: text.slice(0, offset) + put + text.slice(offset + length),
  };
};

/** One mutant for each refusal that is thrown, and for each assertion that is called. */
export const withoutRefusals = (text: string): Mutant[] =>
  refusing
    .flatMap(([found, put]) => [...text.matchAll(found)].map((at) => replaced(text, at.index, at[0].length, put)))
    .filter(({ was }) => !isComment(was))
    .sort((one, other) => one.line - other.line);

/** @throws {Error} the words stand there never, or more than once: the list of guards is behind the source */
export const withWordsPut = (text: string, [take, put]: readonly [take: string, put: string]): Mutant => {
  const offset = text.indexOf(take);
  if (offset === -1 || text.includes(take, offset + 1)) throw new Error(`“${take}” does not stand there once`);
  return { ...replaced(text, offset, take.length, put), was: take };
};
