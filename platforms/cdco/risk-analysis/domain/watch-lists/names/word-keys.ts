/** Under which keys a word is found by words like it. */
import { hashOf } from './hash-index.ts';
import type { Word } from './word.ts';

const ofSkeleton = 1;
const ofSkeletonDeletion = 2;

const eachDeletion = (text: string, found: (shorter: string) => void): void => {
  for (let at = 0; at < text.length; at += 1) {
    // Of equal neighbours one deletion is enough.
    if (at === 0 || text[at] !== text[at - 1]) found(text.slice(0, at) + text.slice(at + 1));
  }
};

const leastForDeletion = 3;
const leastSkeletonForDeletion = 5;

/**
 * Its fold and the fold without one letter each: two words one mistake apart share one of them. Its skeleton, and that
 * without one consonant each, for words that differ in vowels besides.
 */
export const eachKey = ({ fold, skeleton, numeric }: Word, found: (hash: number) => void): void => {
  found(hashOf(fold));
  if (numeric) return;
  if (fold.length >= leastForDeletion) eachDeletion(fold, (shorter) => found(hashOf(shorter)));
  if (skeleton === '') return;
  found(hashOf(skeleton, ofSkeleton));
  found(hashOf(skeleton, ofSkeletonDeletion));
  if (skeleton.length < leastSkeletonForDeletion) return;
  eachDeletion(skeleton, (shorter) => found(hashOf(shorter, ofSkeletonDeletion)));
};
