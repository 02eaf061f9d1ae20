/** How long one call takes, in microseconds: the median of several rounds, after a round that does not count. */
const rounds = 7;

export const microsecondsOf = async (work: () => unknown, callsPerRound = 2000): Promise<number> => {
  const took: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const sinceMs = performance.now();
    for (let call = 0; call < callsPerRound; call += 1) {
      const result = work();
      if (result instanceof Promise) await result;
    }
    if (round > 0) took.push(((performance.now() - sinceMs) * 1000) / callsPerRound);
  }
  return took.sort((one, other) => one - other)[Math.floor(rounds / 2)]!;
};

/** A safeguard beside the bare operation that it cannot do without, measured in the same run. */
export interface Measured {
  readonly name: string;
  readonly microseconds: number;
  readonly bareName: string;
  readonly bareMicroseconds: number;
}
