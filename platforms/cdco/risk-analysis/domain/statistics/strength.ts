const candidates = [0.125, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] as const;
const untilLearned = 8;

/**
 * How strongly one combination leans on the more general one: of a fixed set of strengths, that which would have foretold
 * the results so far best (least logarithmic loss, each result foretold before it was counted). So the past decides, and
 * nobody tunes.
 */
export interface Strength {
  best(): number;
  /** @param predict The rate that a strength would have foretold. */
  learn(predict: (strength: number) => number, found: boolean): void;
  /** What was learned, exactly. */
  losses(): number[];
  restore(losses: readonly number[]): void;
}

const smallest = 1e-6;

const lossOf = (rate: number, found: boolean): number => -Math.log(Math.max(smallest, found ? rate : 1 - rate));

export const createStrength = (): Strength => {
  const losses = new Float64Array(candidates.length);
  let best: number = untilLearned;
  const choose = (): void => {
    const least = losses.indexOf(Math.min(...losses));
    best = candidates[least]!;
  };
  return {
    best: () => best,
    losses: () => [...losses],
    restore: (learned) => {
      losses.set(learned);
      if (learned.some((loss) => loss !== 0)) choose();
    },
    learn: (predict, found) => {
      let least = 0;
      candidates.forEach((candidate, position) => {
        losses[position]! += lossOf(predict(candidate), found);
        if (losses[position]! < losses[least]!) least = position;
      });
      best = candidates[least]!;
    },
  };
};
