/** Seeded random numbers (mulberry32), so that every run measures the same declarations and profiles. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** Whole, both ends included. */
  integer(from: number, to: number): number;
  chance(share: number): boolean;
  one<T>(of: readonly T[]): T;
  /** Different ones. */
  some<T>(of: readonly T[], count: number): T[];
  /** Positions 0 to count - 1; the first ones are many times as frequent as the last. */
  zipf(count: number, exponent?: number): number;
  /** Normal, mean 0, standard deviation 1. */
  normal(): number;
}

export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const sums = new Map<string, Float64Array>();
  const sumsOf = (count: number, exponent: number): Float64Array => {
    const key = `${count} ${exponent}`;
    const known = sums.get(key) ?? new Float64Array(count);
    if (!sums.has(key)) {
      let sum = 0;
      for (let at = 0; at < count; at += 1) known[at] = sum += 1 / (at + 1) ** exponent;
      sums.set(key, known);
    }
    return known;
  };
  const zipf = (count: number, exponent = 1): number => {
    const of = sumsOf(count, exponent);
    const wanted = next() * of[count - 1]!;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (of[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    next,
    integer,
    chance: (share) => next() < share,
    one: (of) => of[integer(0, of.length - 1)]!,
    some: <T>(of: readonly T[], count: number) => {
      const found = new Set<T>();
      while (found.size < Math.min(count, of.length)) found.add(of[integer(0, of.length - 1)]!);
      return [...found];
    },
    zipf,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
};
