/** The rules that a fresh platform begins with. Figures are ours; whoever runs the platform drafts others. */
import { credibilityChecks } from '../credibility/checks.ts';
import { historyRules } from '../history/rules.ts';
import type { RandomRule, Rule, StatisticsRule } from './rule.ts';

const expected: StatisticsRule = {
  ...{ id: 'STAT-EXPECTED', version: 1, title: 'Controls of such goods are expected to find something' },
  ...{ atLeastRate: 0.5, atLeastControls: 20, atLeastResults: 200 },
  ...{ riskLevel: 'medium', recommendedControl: 'documentary' },
  reason: 'Controls of goods like these are expected to find something:',
};

/** Nobody is controlled at random before a person has decided on the share; one per cent is a usual beginning [M]. */
const random: RandomRule = {
  ...{ id: 'RAND-SHARE', version: 1, title: 'Random selection', sharePercent: 0, recommendedControl: 'documentary' },
  reason: 'Selected at random.',
};

export const seedRules: readonly Rule[] = [
  ...historyRules,
  ...credibilityChecks.checks.map((check, at) => ({ ...check, position: (at + 1) * 10 })),
  expected,
  random,
];
