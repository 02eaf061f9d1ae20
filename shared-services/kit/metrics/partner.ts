/** Under which name a caller's figures are kept: labels are few, whoever calls. */
import type { Caller } from '../call.ts';

/** EORI of the probes: of no operator. `ZZ` is a code that no country has (ISO 3166-1: user-assigned). */
export const probeEori = 'ZZ0000000PROBE';

/** Country code that stands in the certificate of the probe at CCN2ng. */
export const probeMemberState = 'ZZ';

export const isProbe = (party: string): boolean => party === probeEori || party === probeMemberState;

/** A Member State by its code; traders, administrators and platforms all together. */
export const partnerOf = ({ circle, party }: Pick<Caller, 'circle' | 'party'>): string => {
  if ((circle === 'untrusted' || circle === 'trusted') && isProbe(party)) return 'probe';
  if (circle === 'untrusted') return 'traders';
  if (circle === 'trusted') return /^[A-Z]{2}$/.test(party) ? party : 'other';
  return circle === 'central' ? 'platforms' : 'administrators';
};
