/** The versions of rules that are in force together, sorted by kind and named. */
import { createHash } from 'node:crypto';
import { type CheckSet, checkSetOf } from '../credibility/check-set.ts';
import type { HistoryRule } from '../history/rule.ts';
import { kindOf, type PlacedCheck, type RandomRule, type Rule, type RuleKind, type StatisticsRule } from './rule.ts';

/** With the secret that decides whom it selects. */
export interface SeededRandomRule extends RandomRule {
  readonly seed: string;
}

export interface RuleVersion {
  readonly id: string;
  readonly version: number;
}

export interface RuleSet {
  /** Equal sets have equal names: 16 hexadecimal digits. */
  readonly name: string;
  readonly versions: readonly RuleVersion[];
  readonly history: readonly HistoryRule[];
  readonly checks: CheckSet;
  readonly statistics: readonly StatisticsRule[];
  readonly random: readonly SeededRandomRule[];
}

const inOrder = (a: Rule, b: Rule): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.version - b.version);

const newestOfEach = (rules: readonly Rule[]): readonly Rule[] => [
  ...new Map(rules.toSorted(inOrder).map((rule) => [rule.id, rule])).values(),
];

const checksOf = (checks: readonly PlacedCheck[]): CheckSet =>
  checkSetOf(checks.toSorted((a, b) => a.position - b.position).map(({ position: _, ...check }) => check));

/**
 * Of several versions of a rule the newest.
 * @param seeds by `id/version`; a random share without one selects nobody
 */
export const ruleSetOf = (rules: readonly Rule[], seeds: ReadonlyMap<string, string>): RuleSet => {
  const held = newestOfEach(rules);
  const of = <Kind extends Rule>(kind: RuleKind) => held.filter(({ id }) => kindOf(id) === kind) as unknown as Kind[];
  const versions = held.map(({ id, version }) => ({ id, version }));
  return {
    name: createHash('sha256').update(JSON.stringify(versions)).digest('hex').slice(0, 16),
    versions,
    history: of<HistoryRule>('history'),
    checks: checksOf(of<PlacedCheck>('credibility')),
    statistics: of<StatisticsRule>('statistics'),
    random: of<RandomRule>('random').flatMap((rule) => {
      const seed = seeds.get(`${rule.id}/${rule.version}`);
      return seed === undefined ? [] : [{ ...rule, seed }];
    }),
  };
};
