/** When an approved profile becomes effective. */

/**
 * How long before its instant every process is to know of it: they look once a second, and five looks leave room for one that
 * fails. So what is approved "now" is effective five to six seconds later, everywhere at once.
 */
export const leadMs = 5_000;

/** A whole second, for instants are written to the second; what is wished for earlier becomes the earliest that is possible. */
export const instantOf = (nowMs: number, wishedMs: number = nowMs): number =>
  Math.ceil(Math.max(wishedMs, nowMs + leadMs) / 1000) * 1000;
