/** Lowers and raises the scores of areas by what is known of the operators. Hits, levels and recommendations stay as they are. */
import type { Hit } from '../hit.ts';
import type { RiskAreaCode } from '../risk-areas.ts';
import type { AreaScore } from '../summary.ts';
import type { NamedOperator } from './operators.ts';
import type { AeoStatus, AeoType, HistoryRule } from './rule.ts';

export interface OperatorHistory {
  readonly aeo?: { readonly type: AeoType; readonly status: AeoStatus };
  /** Days of confirmed finds, `2026-11-21`. */
  readonly findDays: readonly string[];
}

/** By EORI. Who is missing is not known. */
export type Histories = ReadonlyMap<string, OperatorHistory>;

/** Why a score is another one: named by the assessment, so that it can be explained without asking again. */
export interface ScoreChange {
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly riskAreaCode: RiskAreaCode;
  readonly scoreBefore: number;
  readonly scoreAfter: number;
  readonly explanation: string;
  /** Where the declaration names the operator. */
  readonly pointer: string;
}

export interface HistoryFacts {
  readonly operators: readonly NamedOperator[];
  readonly histories: Histories;
  readonly procedure: string;
  readonly onDate: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Days from one day to another, by the calendar. */
const daysBetween = (earlier: string, later: string): number => (Date.parse(later) - Date.parse(earlier)) / dayMs;

const holds = ({ test }: HistoryRule, history: OperatorHistory, onDate: string): string | undefined => {
  if (test.kind === 'aeo') {
    const { aeo } = history;
    const fits = aeo !== undefined && aeo.status === test.status && test.types.includes(aeo.type);
    return fits ? `${aeo.type}, ${aeo.status}` : undefined;
  }
  const recent = history.findDays
    .map((day) => daysBetween(day, onDate))
    .filter((age) => age >= 0 && age <= test.withinDays);
  return recent.length >= test.atLeast ? `confirmed finds in ${test.withinDays} days: ${recent.length}` : undefined;
};

interface Reason {
  readonly explanation: string;
  readonly pointer: string;
}

/** A rule counts once for a declaration, by the first operator of whom it holds. */
const reasonOf = (rule: HistoryRule, { operators, histories, procedure, onDate }: HistoryFacts): Reason | undefined => {
  if (rule.procedures?.includes(procedure) === false) return undefined;
  for (const { role, value, pointer } of operators) {
    const history = rule.roles.includes(role) ? histories.get(value) : undefined;
    const found = history === undefined ? undefined : holds(rule, history, onDate);
    if (found !== undefined) return { explanation: `${rule.title} (${role}: ${found}).`, pointer };
  }
  return undefined;
};

/** No standing weighs against an immediate threat. */
const isImmediate = ({ blocks, riskLevel }: Hit): boolean => blocks || riskLevel === 'critical';

export const applyHistory = (
  { areas, hits }: { readonly areas: readonly AreaScore[]; readonly hits: readonly Hit[] },
  rules: readonly HistoryRule[],
  facts: HistoryFacts,
): { readonly areas: readonly AreaScore[]; readonly changes: readonly ScoreChange[] } => {
  const scores = new Map(areas.map(({ riskAreaCode, score }) => [riskAreaCode, score]));
  const fixed = new Set(hits.filter(isImmediate).map(({ riskAreaCode }) => riskAreaCode));
  const changes = rules.flatMap((rule) => {
    const reason = reasonOf(rule, facts);
    return reason === undefined ? [] : rule.areas.flatMap((area) => changeOf(rule, reason, area, { scores, fixed }));
  });
  const changed = [...scores].map(([riskAreaCode, score]) => ({ riskAreaCode, score }));
  return {
    areas: changed.toSorted((a, b) => b.score - a.score || (a.riskAreaCode < b.riskAreaCode ? -1 : 1)),
    changes,
  };
};

interface Scores {
  readonly scores: Map<RiskAreaCode, number>;
  readonly fixed: ReadonlySet<RiskAreaCode>;
}

/** Changes the score as it goes: the next rule counts from there. */
const changeOf = (
  { id, version, points }: HistoryRule,
  reason: Reason,
  riskAreaCode: RiskAreaCode,
  { scores, fixed }: Scores,
): readonly ScoreChange[] => {
  const scoreBefore = scores.get(riskAreaCode);
  if (scoreBefore === undefined || (points < 0 && fixed.has(riskAreaCode))) return [];
  const scoreAfter = Math.min(100, Math.max(1, scoreBefore + points));
  if (scoreAfter === scoreBefore) return [];
  scores.set(riskAreaCode, scoreAfter);
  return [{ ruleId: id, ruleVersion: version, riskAreaCode, scoreBefore, scoreAfter, ...reason }];
};
