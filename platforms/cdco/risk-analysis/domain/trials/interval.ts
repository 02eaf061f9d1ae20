/** How sure a share is: the interval of Wilson (1927), which holds for few cases and for shares near 0 and 1 too. */

const z95 = 1.959964;

export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** 95 %. Undefined: of no case nothing can be said. */
export const wilson = (successes: number, cases: number): Interval | undefined => {
  if (cases === 0) return undefined;
  const share = successes / cases;
  const spread = z95 ** 2 / cases;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (z95 / (1 + spread)) * Math.sqrt((share * (1 - share)) / cases + spread / (4 * cases));
  return { from: Math.max(0, middle - half), to: Math.min(1, middle + half) };
};
