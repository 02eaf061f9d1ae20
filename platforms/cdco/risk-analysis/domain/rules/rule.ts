/** Rules beside the profiles: data with versions and the same life. The id says of which kind a rule is. */
import type { CredibilityCheck } from '../credibility/check.ts';
import type { HistoryRule } from '../history/rule.ts';
import type { RiskLevel } from '../profile.ts';

/** Which expected hit rates are a hit, and what is recommended then. */
export interface StatisticsRule {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Kinds of declaration that it looks at; all of them where it names none. */
  readonly procedures?: readonly string[];
  /** Expected hit rate of a goods item, 0 to 1, from which on it is a hit. */
  readonly atLeastRate: number;
  /** Controls that the best supported ground of the rate needs. */
  readonly atLeastControls: number;
  /** Results that must be learned before anything is concluded from rates. */
  readonly atLeastResults: number;
  readonly riskLevel: RiskLevel;
  /** Kind of control, in the words of profiles. */
  readonly recommendedControl?: string;
  /** For the risk expert. */
  readonly reason: string;
}

/** The share of declarations that is controlled whatever else is known of them. */
export interface RandomRule {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly procedures?: readonly string[];
  /** Per cent of declarations, 0 to 100; 0: none. */
  readonly sharePercent: number;
  readonly recommendedControl: string;
  readonly reason: string;
}

/** As a check; those with a smaller position are held against a goods item before. */
export interface PlacedCheck extends CredibilityCheck {
  readonly position: number;
}

export interface RuleOf {
  readonly history: HistoryRule;
  readonly credibility: PlacedCheck;
  readonly statistics: StatisticsRule;
  readonly random: RandomRule;
}

export const ruleKinds = ['history', 'credibility', 'statistics', 'random'] as const;
export type RuleKind = (typeof ruleKinds)[number];
export type Rule = RuleOf[RuleKind];

const prefixes: Readonly<Record<RuleKind, string>> = {
  history: 'HIST-',
  credibility: 'CRED-',
  statistics: 'STAT-',
  random: 'RAND-',
};

/** Undefined: the id is that of no rule. */
export const kindOf = (id: string): RuleKind | undefined => ruleKinds.find((kind) => id.startsWith(prefixes[kind]));

/** For words to whoever wrote another id. */
export const rulePrefixes: readonly string[] = Object.values(prefixes);

/** What a version says, as it is stored: without id and version. */
export const contentOf = ({ id: _, version: __, ...content }: Rule): object => content;
