/** A word with its coarser readings, made once for each word. */
import { foldOf, skeletonOf } from './spelling.ts';

export interface Word {
  readonly text: string;
  readonly fold: string;
  /** Empty where it is too short to tell words apart. */
  readonly skeleton: string;
  /** Which letters occur, one bit each. */
  readonly letters: number;
  /** Numbers are equal or not: a house number with one other digit is another house. */
  readonly numeric: boolean;
}

const lettersOf = (fold: string): number => {
  let letters = 0;
  for (let at = 0; at < fold.length; at += 1) letters |= 1 << (fold.charCodeAt(at) & 31);
  return letters;
};

const shortestSkeleton = 3;

export const wordOf = (text: string): Word => {
  const numeric = /\d/.test(text);
  const fold = numeric ? text : foldOf(text);
  const skeleton = numeric ? '' : skeletonOf(fold);
  return {
    text,
    fold,
    skeleton: skeleton.length < shortestSkeleton ? '' : skeleton,
    letters: lettersOf(fold),
    numeric,
  };
};

/** How many letters occur in one of the two only. */
export const lettersApart = (a: Word, b: Word): number => {
  let bits = a.letters ^ b.letters;
  let count = 0;
  for (; bits !== 0; bits &= bits - 1) count += 1;
  return count;
};
