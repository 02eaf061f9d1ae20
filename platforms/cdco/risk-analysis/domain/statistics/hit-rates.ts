import { type Chain, standardChains } from './chains.ts';
import { createCounts } from './counts.ts';
import type { ControlResult, Line } from './line.ts';
import { readChain, type Step } from './reading.ts';
import { logOdds, rateOf, smoothed } from './smoothing.ts';
import { createStrength, type Strength } from './strength.ts';
import { wordsOf } from './traits.ts';
import { createWeights, type LearnedWeights } from './weights.ts';

/** What one chain adds to a score. */
export interface ChainScore {
  readonly name: string;
  /** How much its evidence has proved to count, 0 or more. */
  readonly weight: number;
  /** What it adds to the log odds: above 0 it raises the expected rate. */
  readonly adds: number;
  /** The rates it stands on, from the general to the specific, each with its support. */
  readonly steps: readonly Step[];
}

export interface Score {
  /** 0 to 1: of lines like this one, the share in which a control is expected to find something. */
  readonly expectedHitRate: number;
  /** The rate of all controls so far, 0 to 1. */
  readonly overallRate: number;
  readonly chains: readonly ChainScore[];
}

/** Expected hit rates that learn from the results of controls. The same results in the same batches give the same scores. */
export interface HitRates {
  /** Of what is known so far; nothing is changed by asking. */
  score(line: Line): Score;
  /** Results that became known together: their order makes no difference, and none foretells another. */
  learn(results: readonly ControlResult[]): void;
  /** All that was learned: the small part, and the counts in parts. Nothing may be learned until the last part is taken. */
  learned(): Learned;
  /** What another learned, into what has learned nothing: the same scores afterwards, and from then on. */
  restore(small: SmallPart): void;
  restoreCounts(part: Uint32Array): void;
  /** Combinations that were counted. */
  size(): number;
  resultsCounted(): number;
}

export interface SmallPart {
  readonly strengths: readonly (readonly (readonly number[])[])[];
  readonly weights: LearnedWeights;
}

export interface Learned {
  readonly small: SmallPart;
  counts(): Generator<Uint32Array>;
}

// As if ten controls had been made before the first, one of which found something.
const before = { rate: 0.1, strength: 10 };
const leastRate = 0.001;
const boundedOdds = (rate: number): number => logOdds(Math.min(1 - leastRate, Math.max(leastRate, rate)));

/** What a chain's most specific rate adds to the log odds of the overall one. */
const evidenceOf = (steps: readonly Step[], overall: number): number =>
  boundedOdds(steps.at(-1)!.rate) - logOdds(overall);

const everything = 'all controls';

export const createHitRates = (chains: readonly Chain[] = standardChains): HitRates => {
  const counts = createCounts();
  const strengths = chains.map((chain) => chain.combinations.map(createStrength));
  const weights = createWeights(chains.length);

  const overallRate = (): number => smoothed(counts.of(everything), before.rate, before.strength);
  const read = (line: Line, overall: number): Step[][] => {
    const words = wordsOf(line);
    return chains.map((chain, at) => readChain(chain, words, { counts, overall, strengths: strengths[at]! }));
  };

  const score = (line: Line): Score => {
    const overall = overallRate();
    const found = read(line, overall).map((steps, position) => {
      const weight = weights.of(position);
      return { name: chains[position]!.name, weight, adds: weight * evidenceOf(steps, overall), steps };
    });
    const odds = found.reduce((sum, { adds }) => sum + adds, logOdds(overall) + weights.bias());
    return { expectedHitRate: rateOf(odds), overallRate: overall, chains: found };
  };

  const learnStrengths = (step: Step, found: boolean, strength: Strength): void => {
    // Without support every strength foretells the same.
    if (step.controls > 0) strength.learn((candidate) => smoothed(step, step.parent, candidate), found);
  };

  const count = (read: readonly Step[][], found: boolean): void => {
    const keys = new Set([everything, ...read.flatMap((steps) => steps.map(({ key }) => key))]);
    for (const key of keys) counts.add(key, found);
  };

  const learn = (results: readonly ControlResult[]): void => {
    const overall = overallRate();
    // All are read before any is learned, so that none foretells itself or another of its batch.
    const readings = results.map(({ line, found }) => ({ found, read: read(line, overall) }));
    weights.learn(
      readings.map(({ found, read }) => ({ found, evidence: read.map((steps) => evidenceOf(steps, overall)) })),
      logOdds(overall),
    );
    for (const { found, read } of readings) {
      read.forEach((steps, chain) => {
        steps.forEach((step, position) => {
          learnStrengths(step, found, strengths[chain]![position]!);
        });
      });
      count(read, found);
    }
  };

  return {
    score,
    learn,
    learned: () => ({
      small: {
        strengths: strengths.map((of) => of.map((strength) => strength.losses())),
        weights: weights.learned(),
      },
      counts: counts.parts,
    }),
    restore: (small) => {
      strengths.forEach((of, chain) => {
        of.forEach((strength, at) => {
          strength.restore(small.strengths[chain]![at]!);
        });
      });
      weights.restore(small.weights);
    },
    restoreCounts: counts.restore,
    size: counts.size,
    resultsCounted: () => counts.of(everything).controls,
  };
};
