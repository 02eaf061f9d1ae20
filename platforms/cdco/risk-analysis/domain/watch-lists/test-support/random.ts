/** Seeded choices (mulberry32): every run measures the same names. */
export interface Choices {
  /** Whole, from 0 up to, not including, the count. */
  below(count: number): number;
  one<T>(of: readonly T[]): T;
  chance(share: number): boolean;
}

export const choicesOf = (seed: number): Choices => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return { below, one: (of) => of[below(of.length)]!, chance: (share) => next() < share };
};
