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

const blurred = 0.02;

/** The same declarations with mass and value up to 2 % off (seeded), so that no line repeats an earlier one to the cent. */
export const blurAmounts = (declared: readonly Declared[], seed: number): Declared[] => {
  const random = createRandom(seed);
  const blur = (amount: number | undefined) => amount && amount * (1 + blurred * (2 * random.next() - 1));
  return declared.map((one) => ({
    ...one,
    line: { ...one.line, netMassKg: blur(one.line.netMassKg), value: blur(one.line.value) },
  }));
};
