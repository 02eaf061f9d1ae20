import { rateOf } from './smoothing.ts';

/** One result as the weights learn it: what the chains said before it was known (log odds), and what was found. */
export interface Example {
  readonly evidence: readonly number[];
  readonly found: boolean;
}

/**
 * How much each chain's evidence counts: a logistic regression learned batch by batch (Adagrad; Duchi et al., 2011), its
 * weights never below zero, so that more finds never lower a score. They begin equal, and as one chain together.
 */
export interface Weights {
  bias(): number;
  of(position: number): number;
  /** @param overall Log odds of the overall rate, which evidence is added to. */
  learn(batch: readonly Example[], overall: number): void;
  /** What was learned, exactly. */
  learned(): LearnedWeights;
  restore(learned: LearnedWeights): void;
}

export interface LearnedWeights {
  readonly values: readonly number[];
  readonly squares: readonly number[];
}

const pace = 0.1;

export const createWeights = (size: number): Weights => {
  // The bias stands behind the weights.
  const values = new Float64Array(size + 1).fill(1 / size, 0, size);
  const squares = new Float64Array(size + 1).fill(1);

  const errorOf = ({ evidence, found }: Example, overall: number): number => {
    const odds = evidence.reduce((sum, one, position) => sum + values[position]! * one, overall + values[size]!);
    return rateOf(odds) - (found ? 1 : 0);
  };

  const move = (gradient: number, position: number): void => {
    squares[position]! += gradient * gradient;
    const moved = values[position]! - (pace * gradient) / Math.sqrt(squares[position]!);
    values[position] = position < size ? Math.max(0, moved) : moved;
  };

  return {
    bias: () => values[size]!,
    of: (position) => values[position]!,
    learned: () => ({ values: [...values], squares: [...squares] }),
    restore: (learned) => {
      values.set(learned.values);
      squares.set(learned.squares);
    },
    learn: (batch, overall) => {
      const gradients = new Float64Array(size + 1);
      for (const example of batch) {
        const error = errorOf(example, overall);
        [...example.evidence, 1].forEach((one, position) => {
          gradients[position]! += error * one;
        });
      }
      gradients.forEach(move);
    },
  };
};
