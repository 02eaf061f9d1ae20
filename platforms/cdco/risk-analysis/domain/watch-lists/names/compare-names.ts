/** Two names, compared without any list: symmetric, and blind to the order of words. */
import { alike } from './alike.ts';
import { scoreOf } from './score.ts';
import { weightOf } from './weights.ts';
import { wordOf } from './word.ts';
import { wordsOfName } from './words.ts';

/** 0 to 1. */
export const compareNames = (one: string, other: string): number => {
  const [a, b] = [wordsOfName(one).map(wordOf), wordsOfName(other).map(wordOf)];
  const [ofA, ofB] = [a, b].map((words) => words.map(({ text }) => weightOf(text, 1, 1))) as [number[], number[]];
  const memo = a.map((left) => b.map((right) => alike(left, right)));
  return scoreOf({
    declared: a.length,
    listed: b.length,
    alike: (row, column) => memo[row]![column]!,
    declaredWeight: (at) => ofA[at]!,
    listedWeight: (at) => ofB[at]!,
    pairWeight: (row, column) => (ofA[row]! + ofB[column]!) / 2,
  }).score;
};
