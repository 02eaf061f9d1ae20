/** A declared name as it stands, and as it would be with words written together or apart as listed names have them. */
import { hashOf } from './hash-index.ts';
import { foldOf } from './spelling.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Reading {
  readonly words: readonly string[];
  /** The two words that were put together or parted; absent in the reading as it stands. */
  readonly changed?: { readonly declared: string; readonly read: string };
}

/** Readings besides the first. */
const mostReadings = 4;

const replaced = (words: readonly string[], at: number, count: number, by: readonly string[]): Reading => ({
  words: words.toSpliced(at, count, ...by),
  changed: { declared: words.slice(at, at + count).join(' '), read: by.join(' ') },
});

/** Two neighbours that are one listed word. */
const together = (words: readonly string[], { keys, words: listed }: Vocabulary): Reading[] =>
  words.slice(1).flatMap((right, at) => {
    const fold = foldOf(words[at]! + right);
    let found: string | undefined;
    keys.each(hashOf(fold), (id) => {
      if (found === undefined && listed[id]!.fold === fold) found = listed[id]!.text;
    });
    return found === undefined ? [] : [replaced(words, at, 2, [found])];
  });

/** One word that is two neighbours of a listed name. */
const apart = (words: readonly string[], { joined, words: listed, wordsOf }: Vocabulary): Reading[] =>
  words.flatMap((word, at) => {
    if (word.length < 4) return [];
    const fold = foldOf(word);
    let found: readonly string[] | undefined;
    joined.each(hashOf(fold), (place) => {
      if (found !== undefined) return;
      const two = [listed[wordsOf[place]!]!.text, listed[wordsOf[place + 1]!]!.text];
      if (foldOf(two.join('')) === fold) found = two;
    });
    return found === undefined ? [] : [replaced(words, at, 1, found)];
  });

export const readingsOf = (words: readonly string[], vocabulary: Vocabulary): readonly Reading[] => [
  { words },
  ...[...together(words, vocabulary), ...apart(words, vocabulary)].slice(0, mostReadings),
];
