/** All different words of the listed names, with the names in which each occurs. */
import type { HashIndex, Postings } from './hash-index.ts';
import { hashIndexOf, hashOf } from './hash-index.ts';
import { weightOf } from './weights.ts';
import { type Word, wordOf } from './word.ts';
import { eachKey } from './word-keys.ts';

export interface Vocabulary {
  readonly words: readonly Word[];
  readonly idOf: ReadonlyMap<string, number>;
  readonly weights: Float64Array;
  /** Words by the keys of what is like them. */
  readonly keys: HashIndex;
  /** Names in which word w occurs: names[namesFrom[w]] up to names[namesFrom[w + 1]]. */
  readonly namesFrom: Uint32Array;
  readonly names: Uint32Array;
  /** Words of name n: wordsOf[wordsFrom[n]] up to wordsOf[wordsFrom[n + 1]]. */
  readonly wordsFrom: Uint32Array;
  readonly wordsOf: Uint32Array;
  /** Sum of the weights of a name's words. */
  readonly nameWeights: Float64Array;
  /** Left word of each pair of neighbours, by the fold of both written together; its place in wordsOf. */
  readonly joined: HashIndex;
}

/** Steps of this many names or words: whoever builds may attend to other work between them. */
const step = 500;

interface Collected {
  readonly idOf: Map<string, number>;
  readonly words: Word[];
  readonly wordsFrom: Uint32Array;
  readonly wordsOf: number[];
}

function* collect(names: readonly (readonly string[])[]): Generator<void, Collected> {
  const collected = { idOf: new Map<string, number>(), words: [] as Word[], wordsOf: [] as number[] };
  const wordsFrom = new Uint32Array(names.length + 1);
  for (const [name, texts] of names.entries()) {
    for (const text of texts) {
      const id = collected.idOf.get(text) ?? collected.words.length;
      if (id === collected.words.length) {
        collected.idOf.set(text, id);
        collected.words.push(wordOf(text));
      }
      collected.wordsOf.push(id);
    }
    wordsFrom[name + 1] = collected.wordsOf.length;
    if (name % step === 0) yield;
  }
  return { ...collected, wordsFrom };
}

/** Turns the table around; a name that has a word twice stands there once. */
const namesOfWords = ({ words, wordsFrom, wordsOf }: Collected) => {
  const pairs: [number, number][] = [];
  for (let name = 0; name + 1 < wordsFrom.length; name += 1) {
    for (const word of new Set(wordsOf.slice(wordsFrom[name], wordsFrom[name + 1]))) pairs.push([word, name]);
  }
  const namesFrom = new Uint32Array(words.length + 1);
  for (const [word] of pairs) namesFrom[word + 1]! += 1;
  for (let word = 0; word < words.length; word += 1) namesFrom[word + 1]! += namesFrom[word]!;
  const next = namesFrom.slice();
  const names = new Uint32Array(pairs.length);
  for (const [word, name] of pairs) {
    names[next[word]!] = name;
    next[word]! += 1;
  }
  return { namesFrom, names };
};

function* keysOf(words: readonly Word[]): Generator<void, HashIndex> {
  const postings: Postings = { hashes: [], items: [] };
  for (const [id, word] of words.entries()) {
    eachKey(word, (hash) => {
      postings.hashes.push(hash);
      postings.items.push(id);
    });
    if (id % step === 0) yield;
  }
  return hashIndexOf(postings);
}

function* joinedOf({ words, wordsFrom, wordsOf }: Collected): Generator<void, HashIndex> {
  const postings: Postings = { hashes: [], items: [] };
  for (let name = 0; name + 1 < wordsFrom.length; name += 1) {
    for (let at = wordsFrom[name]!; at + 1 < wordsFrom[name + 1]!; at += 1) {
      postings.hashes.push(hashOf(wordOf(words[wordsOf[at]!]!.text + words[wordsOf[at + 1]!]!.text).fold));
      postings.items.push(at);
    }
    if (name % step === 0) yield;
  }
  return hashIndexOf(postings);
}

export function* buildVocabulary(names: readonly (readonly string[])[]): Generator<void, Vocabulary> {
  const collected = yield* collect(names);
  const { words, wordsFrom, wordsOf, idOf } = collected;
  const { namesFrom, names: inNames } = namesOfWords(collected);
  yield;
  const frequency = (id: number) => namesFrom[id + 1]! - namesFrom[id]!;
  const weights = Float64Array.from(words, ({ text }, id) => weightOf(text, frequency(id), names.length));
  const nameWeights = new Float64Array(names.length);
  for (let name = 0; name < names.length; name += 1) {
    for (let at = wordsFrom[name]!; at < wordsFrom[name + 1]!; at += 1) nameWeights[name]! += weights[wordsOf[at]!]!;
  }
  const keys = yield* keysOf(words);
  const joined = yield* joinedOf(collected);
  return {
    words,
    idOf,
    weights,
    keys,
    namesFrom,
    names: inNames,
    wordsFrom,
    wordsOf: Uint32Array.from(wordsOf),
    nameWeights,
    joined,
  };
}
