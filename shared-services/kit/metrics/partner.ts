/** Under which name a caller's figures are kept: labels are few, whoever calls. */
import type { Caller } from '../call.ts';
import { isProbe } from '../probe.ts';

/** A Member State by its code; traders, administrators and platforms all together. */
export const partnerOf = ({ circle, party }: Pick<Caller, 'circle' | 'party'>): string => {
  if ((circle === 'untrusted' || circle === 'trusted') && isProbe(party)) return 'probe';
  if (circle === 'untrusted') return 'traders';
  if (circle === 'trusted') return /^[A-Z]{2}$/.test(party) ? party : 'other';
  return circle === 'central' ? 'platforms' : 'administrators';
};
