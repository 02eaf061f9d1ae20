/** How many controls there were of a combination, and how many found something. */
export interface Support {
  readonly controls: number;
  readonly finds: number;
}

export const noSupport: Support = { controls: 0, finds: 0 };

/**
 * The expected hit rate of a combination whose more general combination has the rate `parent`: as if `strength` controls
 * more had been made that found as much as the parent does (the mean of a beta distribution, empirical Bayes). Without
 * controls it is the parent's rate; with many it is the combination's own.
 */
export const smoothed = ({ controls, finds }: Support, parent: number, strength: number): number =>
  (finds + strength * parent) / (controls + strength);

export const logOdds = (rate: number): number => Math.log(rate / (1 - rate));

export const rateOf = (odds: number): number => 1 / (1 + Math.exp(-odds));
