/** Listed names, found by names like them. */
import { alike, type Way, wayAlike } from './alike.ts';
import { createCompared, type DeclaredWord, declaredWordOf } from './declared-word.ts';
import { createGatherer } from './gather.ts';
import { type Reading, readingsOf } from './readings.ts';
import { scoreOf } from './score.ts';
import { buildVocabulary, type Vocabulary } from './vocabulary.ts';
import { maxWords } from './words.ts';

/** Two words that were taken for each other, and why. */
export interface WordPair {
  readonly declared: string;
  readonly listed: string;
  readonly way: Way | 'joined';
  /** 0 to 1. */
  readonly alike: number;
}

export interface NameMatch {
  /** Position in the list of names from which the index was built. */
  readonly name: number;
  /** 0 to 1; 1 where the words are the same, in whatever order. */
  readonly score: number;
  readonly pairs: readonly WordPair[];
  readonly onlyDeclared: readonly string[];
  readonly onlyListed: readonly string[];
}

export interface NameIndex {
  /** The best first, at most `limit` with at least the score. */
  search(words: readonly string[], leastScore: number, limit: number): readonly NameMatch[];
  readonly size: number;
}

/** A name in which two words were put together or parted is a little less than the name as it stands. */
const ofChanged = 0.98;

interface Scored {
  readonly name: number;
  readonly score: number;
  readonly pairs: Int8Array;
  readonly declared: readonly DeclaredWord[];
  readonly reading: Reading;
}

const score = (declared: readonly DeclaredWord[], name: number, vocabulary: Vocabulary) => {
  const { wordsFrom, wordsOf, weights } = vocabulary;
  const from = wordsFrom[name]!;
  const listedWeight = (column: number) => weights[wordsOf[from + column]!]!;
  return scoreOf({
    declared: declared.length,
    listed: wordsFrom[name + 1]! - from,
    alike: (row, column) => declared[row]!.compared.to(wordsOf[from + column]!),
    declaredWeight: (row) => declared[row]!.weight,
    listedWeight,
    // A word with a typing error is rare by the error, not by what it says: the listed word tells what the pair weighs.
    pairWeight: (_row, column) => listedWeight(column),
  });
};

const explain = ({ name, score: total, pairs, declared, reading }: Scored, vocabulary: Vocabulary): NameMatch => {
  const ids = [...vocabulary.wordsOf.subarray(vocabulary.wordsFrom[name], vocabulary.wordsFrom[name + 1])];
  const listed = ids.map((id) => vocabulary.words[id]!);
  const paired = declared.flatMap(({ word }, row): WordPair[] => {
    const other = listed[pairs[row]!];
    if (other === undefined) return [];
    return [{ declared: word.text, listed: other.text, way: wayAlike(word, other), alike: alike(word, other) }];
  });
  const { changed } = reading;
  return {
    name,
    score: total,
    pairs:
      changed === undefined
        ? paired
        : [{ declared: changed.declared, listed: changed.read, way: 'joined', alike: ofChanged }, ...paired],
    onlyDeclared: declared.filter((_, row) => pairs[row] === -1).map(({ word }) => word.text),
    onlyListed: listed.filter((_, column) => !pairs.includes(column)).map(({ text }) => text),
  };
};

export function* buildNameIndex(names: readonly (readonly string[])[]): Generator<void, NameIndex> {
  const vocabulary = yield* buildVocabulary(names);
  const gatherer = createGatherer(vocabulary);
  const compared = Array.from({ length: maxWords + 1 }, () => createCompared(vocabulary));

  const searchReading = (reading: Reading, leastScore: number): Scored[] => {
    const declared = reading.words.map((word, at) => declaredWordOf(word, vocabulary, compared[at]!));
    const part = reading.changed === undefined ? 1 : ofChanged;
    return gatherer.gather(declared).flatMap((name) => {
      const { score: whole, pairs } = score(declared, name, vocabulary);
      return whole * part < leastScore ? [] : [{ name, score: whole * part, pairs, declared, reading }];
    });
  };

  return {
    size: names.length,
    search: (words, leastScore, limit) => {
      const best = new Map<number, Scored>();
      for (const found of readingsOf(words, vocabulary).flatMap((one) => searchReading(one, leastScore))) {
        if (found.score > (best.get(found.name)?.score ?? 0)) best.set(found.name, found);
      }
      return [...best.values()]
        .toSorted((a, b) => b.score - a.score || a.name - b.name)
        .slice(0, limit)
        .map((one) => explain(one, vocabulary));
    },
  };
}
