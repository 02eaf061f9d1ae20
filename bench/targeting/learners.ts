/** Who takes part: the statistics of the platform, whole and without some of their combinations, and simpler ways. */
import { standardChains } from '../../platforms/cdco/risk-analysis/domain/statistics/chains.ts';
import { createCounts } from '../../platforms/cdco/risk-analysis/domain/statistics/counts.ts';
import { createHitRates } from '../../platforms/cdco/risk-analysis/domain/statistics/hit-rates.ts';
import type { Line } from '../../platforms/cdco/risk-analysis/domain/statistics/line.ts';
import { smoothed } from '../../platforms/cdco/risk-analysis/domain/statistics/smoothing.ts';
import { type Trait, traitOf } from '../../platforms/cdco/risk-analysis/domain/statistics/traits.ts';
import { createRandom } from '../risk/random.ts';
import type { Learner } from './replay.ts';

const exactAmounts: readonly Trait[] = ['netMass', 'value'];
const allAmounts: readonly Trait[] = [...exactAmounts, 'massBand', 'valueBand', 'unitValueBand'];

/** The statistics, without the combinations that have one of these traits. */
export const statistics = (without: readonly Trait[] = []): Learner => {
  const chains = standardChains
    .map(({ name, combinations }) => ({
      name,
      combinations: combinations.filter((combination) => !combination.some((trait) => without.includes(trait))),
    }))
    .filter(({ combinations }) => combinations.length > 0);
  const { score, learn } = createHitRates(chains);
  return { score: (line) => score(line).expectedHitRate, learn };
};

const singleRateStrength = 5;

/** The hit rate of one combination, leaning a little on the overall rate. */
const singleRate = (combination: readonly Trait[]): Learner => {
  const counts = createCounts();
  const keyOf = (line: Line) => combination.map((trait) => traitOf(line, trait)).join('|');
  const overall = { controls: 0, finds: 0 };
  return {
    score: (line) => smoothed(counts.of(keyOf(line)), smoothed(overall, 0.1, 10), singleRateStrength),
    learn: (results) => {
      for (const { line, found } of results) {
        overall.controls += 1;
        overall.finds += found ? 1 : 0;
        counts.add(keyOf(line), found);
      }
    },
  };
};

const random = (): Learner => {
  const { next } = createRandom(1);
  return { score: next, learn: () => {} };
};

export const ourName = 'statistics';

export const learners: readonly { readonly name: string; create(): Learner }[] = [
  { name: ourName, create: () => statistics() },
  { name: 'statistics, amounts in bands only', create: () => statistics(exactAmounts) },
  { name: 'statistics, no amounts at all', create: () => statistics(allAmounts) },
  { name: 'rate of HS6, mass and value', create: () => singleRate(['hs6', 'netMass', 'value']) },
  { name: 'rate of HS6 and origin', create: () => singleRate(['hs6', 'origin']) },
  { name: 'rate of HS6', create: () => singleRate(['hs6']) },
  { name: 'rate of origin', create: () => singleRate(['origin']) },
  { name: 'rate of departure', create: () => singleRate(['departure']) },
  { name: 'rate of importer', create: () => singleRate(['importer']) },
  { name: 'rate of seller', create: () => singleRate(['seller']) },
  { name: 'rate of declarant', create: () => singleRate(['declarant']) },
  { name: 'rate of office', create: () => singleRate(['office']) },
  { name: 'random', create: random },
];
