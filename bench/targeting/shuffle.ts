import { createRandom } from '../risk/random.ts';
import type { Declared } from './csv.ts';

/** The same declarations, their results dealt out anew (seeded): whoever still finds more than chance has seen too much. */
export const shuffleResults = (declared: readonly Declared[], seed: number): Declared[] => {
  const random = createRandom(seed);
  const results = declared.map(({ found }) => found);
  for (let at = results.length - 1; at > 0; at -= 1) {
    const other = random.integer(0, at);
    [results[at], results[other]] = [results[other]!, results[at]!];
  }
  return declared.map((one, at) => ({ ...one, found: results[at]! }));
};
