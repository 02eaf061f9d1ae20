import { createRandom } from '../risk/random.ts';

/** Shares of the declarations that are inspected, the highest scores first. */
export const inspectedShares = [0.01, 0.02, 0.05, 0.1] as const;

export interface Quality {
  readonly share: number;
  /** Finds among the inspected. */
  readonly precision: number;
  /** Inspected among the finds. */
  readonly recall: number;
}

/** Equal scores are taken in a seeded order, so that the order of the file tells nothing. */
export const qualityOf = (scores: readonly number[], found: readonly boolean[]): Quality[] => {
  const random = createRandom(20_201);
  const ranked = scores
    .map((score, at) => ({ score, found: found[at]!, lot: random.next() }))
    .sort((one, other) => other.score - one.score || one.lot - other.lot);
  const finds = found.filter(Boolean).length;
  return inspectedShares.map((share) => {
    const inspected = ranked.slice(0, Math.max(1, Math.round(ranked.length * share)));
    const hits = inspected.filter((one) => one.found).length;
    return { share, precision: hits / inspected.length, recall: finds === 0 ? 0 : hits / finds };
  });
};
