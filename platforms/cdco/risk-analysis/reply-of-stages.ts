/** What the stages said, as the contract has it. */
import type { Static } from '../../../reference-architecture/contract/schema.ts';
import type { Case, Finding } from './domain/credibility/finding.ts';
import type { Credibility } from './domain/credibility/judge.ts';
import { figure } from './domain/credibility/measures.ts';
import type { UsedBand } from './domain/credibility/verdict.ts';
import type { RandomSelection } from './domain/rules/by-chance.ts';
import type { Stages } from './domain/stages.ts';
import type { DeclaredRate, DeclaredRates, ToldGround } from './domain/statistics/declared-rates.ts';
import type { credibilityResult, historyResult, statisticsResult } from './messages/stages.ts';

const bandOf = ({ value, from, to, median, ...band }: UsedBand) => ({
  ...band,
  value: figure(value),
  from: figure(from),
  to: figure(to),
  median: figure(median),
});

const caseOf = ({ pointer, explanation, band }: Case) => ({
  ...(pointer === '' ? {} : { pointer }),
  explanation,
  ...(band === undefined ? {} : { band: bandOf(band) }),
});

/** Level, area and elements stand with the hit of the same id. */
const findingOf = ({ checkId, checkVersion, effect, count, cases, disclosure, question }: Finding) => ({
  ...{ checkId, checkVersion, effect, count, disclosure, question },
  cases: cases.map(caseOf),
});

const credibilityOf = ({
  checkSet,
  bandsVersion,
  findings,
  unjudged,
}: Credibility): Static<typeof credibilityResult> => ({
  checkSet,
  bandsVersion,
  blocks: findings.some(({ effect }) => effect === 'block'),
  ...(findings.length === 0 ? {} : { findings: findings.map(findingOf) }),
  ...(unjudged.length === 0 ? {} : { unjudged: unjudged.map((one) => ({ ...one, checks: [...one.checks] })) }),
});

const historyOf = ({ registerAsked, changes }: NonNullable<Stages['history']>): Static<typeof historyResult> => ({
  registerAsked,
  ...(changes.length === 0 ? {} : { changes: [...changes] }),
});

const share = (rate: number): string => rate.toFixed(4);

export const groundOf = ({ rate, adds, text, weight: _, ...counts }: ToldGround) => ({
  ...counts,
  rate: share(rate),
  adds: adds.toFixed(4),
  text: text.slice(0, 512),
});

const rateOf = ({ pointer, expectedHitRate, grounds }: DeclaredRate) => ({
  pointer,
  expectedHitRate: share(expectedHitRate),
  ...(grounds.length === 0 ? {} : { grounds: grounds.map(groundOf) }),
});

const statisticsOf = ({ rates, overallRate, ...of }: DeclaredRates): Static<typeof statisticsResult> => ({
  ...of,
  overallRate: share(overallRate),
  highest: rates.map(rateOf),
});

const randomOf = (selections: readonly RandomSelection[]) =>
  selections.map(({ sharePercent, ...of }) => ({ ...of, sharePercent: String(Number(sharePercent.toFixed(6))) }));

export const stagesOf = ({ credibility, history, statistics, random }: Stages) => ({
  ...(credibility === undefined ? {} : { credibility: credibilityOf(credibility) }),
  ...(history === undefined ? {} : { history: historyOf(history) }),
  ...(statistics === undefined ? {} : { statistics: statisticsOf(statistics) }),
  ...(random === undefined ? {} : { random: randomOf(random) }),
});
