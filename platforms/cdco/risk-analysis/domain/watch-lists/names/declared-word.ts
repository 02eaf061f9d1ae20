/** A declared word, and the listed words that are like it. */
import { alike, leastAlike } from './alike.ts';
import type { Vocabulary } from './vocabulary.ts';
import { weightOf } from './weights.ts';
import { type Word, wordOf } from './word.ts';
import { eachKey } from './word-keys.ts';

/** How alike a word is to listed ones, compared once each. Used again for another word after that. */
export interface Compared {
  readonly to: (id: number) => number;
  readonly isKnown: (id: number) => boolean;
  /** Forgets all, for the next word. */
  readonly startWith: (word: Word) => void;
}

const unknown = -1;

export const createCompared = (vocabulary: Vocabulary): Compared => {
  const known = new Float32Array(vocabulary.words.length).fill(unknown);
  let touched: number[] = [];
  let word: Word;
  return {
    isKnown: (id) => known[id] !== unknown,
    startWith: (next) => {
      for (const id of touched) known[id] = unknown;
      touched = [];
      word = next;
    },
    to: (id) => {
      const before = known[id]!;
      if (before !== unknown) return before;
      touched.push(id);
      known[id] = alike(word, vocabulary.words[id]!);
      return known[id]!;
    },
  };
};

export interface DeclaredWord {
  readonly word: Word;
  readonly weight: number;
  readonly compared: Compared;
  /** Ids of the listed words that are taken for it, the most alike first. */
  readonly candidates: readonly number[];
}

/** More listed words than these are not compared with one declared word through keys. */
const mostCompared = 600;
/** More are not followed to their names. */
const mostCandidates = 80;

export const declaredWordOf = (text: string, vocabulary: Vocabulary, compared: Compared): DeclaredWord => {
  const word = wordOf(text);
  const candidates: number[] = [];
  let left = mostCompared;
  compared.startWith(word);
  eachKey(word, (hash) =>
    vocabulary.keys.each(hash, (id) => {
      if (left === 0 || compared.isKnown(id)) return;
      left -= 1;
      if (compared.to(id) >= leastAlike) candidates.push(id);
    }),
  );
  candidates.sort((a, b) => compared.to(b) - compared.to(a));
  const id = vocabulary.idOf.get(text);
  const weight = id === undefined ? weightOf(text, 1, vocabulary.nameWeights.length) : vocabulary.weights[id]!;
  return { word, weight, compared, candidates: candidates.slice(0, mostCandidates) };
};
