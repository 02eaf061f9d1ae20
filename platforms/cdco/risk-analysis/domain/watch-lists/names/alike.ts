/** How alike two words are, from 0 to 1, and in which way. Symmetric. */
import { editDistance } from './edit-distance.ts';
import { lettersApart, type Word } from './word.ts';

export type Way = 'same' | 'spelling' | 'typing' | 'sound' | 'initial' | 'shortened';

/** Below this words are not taken for each other. */
export const leastAlike = 0.68;

/** Mistakes that are forgiven in a word of that length. */
const forgiven = (length: number): number => (length >= 10 ? 3 : length >= 6 ? 2 : length >= 3 ? 1 : 0);

const perMistake = 0.9;

const mistakes = (a: string, b: string, from: number): number => {
  const length = Math.max(a.length, b.length);
  const limit = forgiven(length);
  const distance = editDistance(a, b, limit);
  return distance > limit ? 0 : from - (perMistake * distance) / length;
};

const typing = (a: Word, b: Word): number => {
  // One exchange changes at most two letters of the set; the fold may hide more, hence the one more.
  if (lettersApart(a, b) > 2 * forgiven(Math.max(a.text.length, b.text.length)) + 1) return 0;
  const asWritten = mistakes(a.text, b.text, 1);
  if ((a.text === a.fold && b.text === b.fold) || a.fold.length < 3 || b.fold.length < 3) return asWritten;
  return Math.max(asWritten, mistakes(a.fold, b.fold, 0.97));
};

const sound = (a: Word, b: Word): number => {
  if (a.skeleton === '' || a.skeleton !== b.skeleton) return 0;
  return Math.max(0.78, 0.92 - 0.04 * editDistance(a.fold, b.fold, 4));
};

const shortened = (a: Word, b: Word): number => {
  const [short, long] = a.text.length < b.text.length ? [a.text, b.text] : [b.text, a.text];
  if (short.length < 3 || long.length < short.length + 3 || !long.startsWith(short)) return 0;
  return short.length === 3 ? 0.7 : 0.8;
};

const initial = (a: Word, b: Word): number =>
  (a.text.length === 1) !== (b.text.length === 1) && a.text[0] === b.text[0] ? 0.72 : 0;

/** The surest first: of equal ones the first is named. */
const ways: readonly (readonly [Way, (a: Word, b: Word) => number])[] = [
  ['spelling', (a, b) => (a.fold === b.fold ? 0.97 : 0)],
  ['initial', initial],
  ['typing', typing],
  ['sound', sound],
  ['shortened', shortened],
];

/** 0 where they are not taken for each other. */
export const alike = (a: Word, b: Word): number => {
  if (a.text === b.text) return 1;
  if (a.numeric || b.numeric) return 0;
  let most = 0;
  for (const [, measure] of ways) most = Math.max(most, measure(a, b));
  return most < leastAlike ? 0 : most;
};

export const wayAlike = (a: Word, b: Word): Way => {
  if (a.text === b.text) return 'same';
  const most = alike(a, b);
  return ways.find(([, measure]) => measure(a, b) === most)?.[0] ?? 'typing';
};
