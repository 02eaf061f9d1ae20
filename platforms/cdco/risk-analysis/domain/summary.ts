/** What all hits of a declaration come to. */
import type { Hit } from './hit.ts';
import { type RiskLevel, riskLevels } from './profile.ts';
import type { RiskAreaCode } from './risk-areas.ts';

/** From nothing to the gravest. */
export const recommendations = [
  'none',
  'control',
  'requestForInformation',
  'requestForScreening',
  'doNotLoad',
] as const;
export type Recommendation = (typeof recommendations)[number];

export interface AreaScore {
  readonly riskAreaCode: RiskAreaCode;
  /** 1 to 100. */
  readonly score: number;
}

export interface Summary {
  readonly areas: readonly AreaScore[];
  readonly highestLevel: RiskLevel | 'none';
  readonly recommendation: Recommendation;
}

/** Percent by which one hit of the level lowers the belief that nothing is wrong. Our own figures. */
const weights: Readonly<Record<RiskLevel, number>> = { low: 20, medium: 45, high: 75, critical: 95 };

/** Hits of an area strengthen each other, and never reach beyond 100: independent signs, as in a noisy or. */
const scoreOf = (levels: readonly RiskLevel[]): number => {
  const nothingWrong = levels.reduce((left, level) => (left * (100 - weights[level])) / 100, 1);
  return Math.min(100, Math.round(100 * (1 - nothingWrong)));
};

const areasOf = (hits: readonly Hit[]): readonly AreaScore[] =>
  [...Map.groupBy(hits, ({ riskAreaCode }) => riskAreaCode)]
    .map(([riskAreaCode, of]) => ({ riskAreaCode, score: scoreOf(of.map(({ riskLevel }) => riskLevel)) }))
    .toSorted((a, b) => b.score - a.score || (a.riskAreaCode < b.riskAreaCode ? -1 : 1));

export const recommendationOf = (hit: Hit): Recommendation => {
  if (hit.blocks) return 'doNotLoad';
  if (hit.referralType === 'RFS') return 'requestForScreening';
  if (hit.referralType === 'RFI') return 'requestForInformation';
  return hit.recommendedControl === undefined ? 'none' : 'control';
};

const gravest = <Step extends string>(order: readonly Step[], steps: readonly Step[]): Step | undefined =>
  order.findLast((step) => steps.includes(step));

/** Who is selected at random is controlled, and no risk is claimed of it. */
export const summaryOf = (hits: readonly Hit[]): Summary => {
  const risks = hits.filter(({ selectedBy }) => selectedBy !== 'random');
  const levels = risks.map(({ riskLevel }) => riskLevel);
  return {
    areas: areasOf(risks),
    highestLevel: gravest(riskLevels, levels) ?? 'none',
    recommendation: gravest(recommendations, hits.map(recommendationOf)) ?? 'none',
  };
};
