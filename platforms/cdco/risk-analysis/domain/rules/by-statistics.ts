/** What expected hit rates lead to: rules say from which rate on, on how much support, and with which level and control. */
import type { Hit } from '../hit.ts';
import type { DeclaredRate, DeclaredRates } from '../statistics/declared-rates.ts';
import type { StatisticsRule } from './rule.ts';

const mostElements = 20;

const isSupported = ({ grounds }: DeclaredRate, controls: number): boolean =>
  controls === 0 || grounds.some((ground) => ground.controls >= controls);

const hits = (rule: StatisticsRule, rates: DeclaredRates): readonly DeclaredRate[] =>
  rates.resultsLearned < rule.atLeastResults
    ? []
    : rates.rates.filter((one) => one.expectedHitRate >= rule.atLeastRate && isSupported(one, rule.atLeastControls));

const reasonOf = ({ reason }: StatisticsRule, [first, ...more]: readonly DeclaredRate[]): string => {
  const { expectedHitRate, grounds } = first!;
  const ground = grounds[0] === undefined ? '' : `; ${grounds[0].text}`;
  const others = more.length === 0 ? '' : `; ${more.length} more goods items`;
  return `${reason} ${(expectedHitRate * 100).toFixed(0)} %${ground}${others}.`.slice(0, 512);
};

const hitOf = (rule: StatisticsRule, found: readonly DeclaredRate[]): Hit => ({
  profileId: rule.id,
  profileVersion: rule.version,
  riskAreaCode: 'STA',
  riskLevel: rule.riskLevel,
  ...(rule.recommendedControl === undefined ? {} : { recommendedControl: rule.recommendedControl }),
  blocks: false,
  reason: reasonOf(rule, found),
  elements: found.flatMap(({ element }) => (element === undefined ? [] : [element])).slice(0, mostElements),
  selectedBy: 'statistics',
});

/** One hit for each rule that holds of a goods item. */
export const statisticsHits = (
  rules: readonly StatisticsRule[],
  rates: DeclaredRates | undefined,
  procedure: string,
): readonly Hit[] =>
  rates === undefined
    ? []
    : rules
        .filter(({ procedures }) => procedures?.includes(procedure) ?? true)
        .map((rule) => [rule, hits(rule, rates)] as const)
        .filter(([, found]) => found.length > 0)
        .map(([rule, found]) => hitOf(rule, found));
