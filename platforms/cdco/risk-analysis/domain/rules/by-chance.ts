/** Which declarations belong to the random share: reported apart, for no risk is claimed of them. */
import type { Hit } from '../hit.ts';
import { isRandomlySelected } from '../statistics/random-selection.ts';
import type { SeededRandomRule } from './rule-set.ts';

/** Whether a declaration could have been selected, and whether it was. */
export interface RandomSelection {
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly sharePercent: number;
  readonly selected: boolean;
}

export interface Chance {
  readonly selections: readonly RandomSelection[];
  readonly hits: readonly Hit[];
}

const hitOf = (rule: SeededRandomRule): Hit => ({
  profileId: rule.id,
  profileVersion: rule.version,
  riskAreaCode: 'RND',
  riskLevel: 'low',
  recommendedControl: rule.recommendedControl,
  blocks: false,
  reason: rule.reason,
  elements: [],
  selectedBy: 'random',
});

/** @param reference names the declaration: the same one is selected or not, whoever asks and whenever */
export const byChance = (rules: readonly SeededRandomRule[], reference: string, procedure: string): Chance => {
  const asked = rules.filter(
    ({ procedures, sharePercent }) => sharePercent > 0 && (procedures?.includes(procedure) ?? true),
  );
  const drawn = asked.map((rule) => ({
    rule,
    selected: isRandomlySelected(reference, rule.seed, rule.sharePercent / 100),
  }));
  return {
    selections: drawn.map(({ rule: { id, version, sharePercent }, selected }) => ({
      ...{ ruleId: id, ruleVersion: version, sharePercent, selected },
    })),
    hits: drawn.filter(({ selected }) => selected).map(({ rule }) => hitOf(rule)),
  };
};
