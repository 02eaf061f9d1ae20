/** The stages beside profiles and watch lists: credibility checks, expected hit rates, and chance. */
import type { BandSet } from '../credibility/bands.ts';
import { hitOf } from '../credibility/finding.ts';
import { judgeCredibility } from '../credibility/judge.ts';
import type { Hit } from '../hit.ts';
import type { Stages } from '../stages.ts';
import { type DeclaredRates, toldRates } from '../statistics/declared-rates.ts';
import { byChance } from './by-chance.ts';
import { statisticsHits } from './by-statistics.ts';
import type { RuleSet } from './rule-set.ts';

export interface Judged {
  readonly reference: string;
  readonly procedure: string;
  readonly declaration: unknown;
  readonly declaredRates: DeclaredRates | undefined;
}

export const judgeByRules = (
  { reference, procedure, declaration, declaredRates }: Judged,
  rules: RuleSet,
  bands: BandSet,
): { readonly hits: readonly Hit[]; readonly stages: Stages } => {
  const credibility = judgeCredibility({ declaration, procedure }, rules.checks, bands);
  const chance = byChance(rules.random, reference, procedure);
  const byStatistics = statisticsHits(rules.statistics, declaredRates, procedure);
  return {
    hits: [...credibility.findings.map(hitOf), ...byStatistics, ...chance.hits],
    stages: {
      credibility,
      ...(declaredRates === undefined ? {} : { statistics: toldRates(declaredRates) }),
      ...(chance.selections.length === 0 ? {} : { random: chance.selections }),
    },
  };
};
