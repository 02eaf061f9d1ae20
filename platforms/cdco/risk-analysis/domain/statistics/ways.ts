/** By what a declaration was selected, so that the finds of the ways can be compared. */
import type { Hit } from '../hit.ts';

export const ways = ['profiles', 'watchLists', 'credibility', 'statistics', 'random', 'none', 'unknown'] as const;
/** `none`: it was assessed, and nothing hit. `unknown`: it is not said which declaration it was, or it was not assessed here. */
export type Way = (typeof ways)[number];

const wayOf = ({ selectedBy, watchListMatch, profileId }: Hit): Way => {
  if (selectedBy !== undefined) return selectedBy;
  if (watchListMatch !== undefined) return 'watchLists';
  return profileId.startsWith('CRED-') ? 'credibility' : 'profiles';
};

/** Each way once. A control counts for every way that led to it. */
export const waysOf = (hits: readonly Hit[] | undefined): readonly Way[] => {
  if (hits === undefined) return ['unknown'];
  return hits.length === 0 ? ['none'] : [...new Set(hits.map(wayOf))];
};
