/** The stage after hits: what is known of the operators lowers and raises the scores of the areas that were hit. */
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { applyHistory, type Histories } from './domain/history/apply.ts';
import { type NamedOperator, operatorsOf } from './domain/history/operators.ts';
import type { HistoryRule } from './domain/history/rule.ts';
import type { Standing } from './operator-standing.ts';
import type { StoredAssessment } from './storage/assessments.ts';
import { readFindDays } from './storage/trader-finds.ts';

export interface Weighed {
  readonly assessment: StoredAssessment;
  readonly declaration: unknown;
  /** Of the operators of the declaration, asked for before the transaction. */
  readonly standing: Standing;
}

const distinct = (operators: readonly NamedOperator[]): string[] => [...new Set(operators.map(({ value }) => value))];

const historiesOf = (
  EORIs: readonly string[],
  standing: Standing,
  finds: ReadonlyMap<string, readonly string[]>,
): Histories =>
  new Map(
    EORIs.map((EORI) => {
      const aeo = standing?.get(EORI);
      return [EORI, { ...(aeo === undefined ? {} : { aeo }), findDays: finds.get(EORI) ?? [] }];
    }),
  );

/** Whoever nothing is known of says nothing. */
const knownOf = (histories: Histories) =>
  [...histories].filter(([, { aeo, findDays }]) => aeo !== undefined || findDays.length > 0);

/** Of one assessment, by what is known of its operators; nothing is asked. */
export const weighBy = (
  assessment: StoredAssessment,
  declaration: unknown,
  known: { readonly histories: Histories; readonly registerAsked: boolean },
  rules: readonly HistoryRule[],
): StoredAssessment => {
  const { procedure, onDate } = assessment;
  const operators = operatorsToWeigh(assessment, declaration);
  if (operators.length === 0) return assessment;
  const { histories, registerAsked } = known;
  const { areas, changes } = applyHistory(assessment, rules, { operators, histories, procedure, onDate });
  const history = { registerAsked, changes, known: knownOf(histories) };
  return { ...assessment, areas, stages: { ...assessment.stages, history } };
};

/** None where nothing was hit, for then there is no score. */
const operatorsToWeigh = ({ areas, procedure }: StoredAssessment, declaration: unknown): readonly NamedOperator[] =>
  areas.length === 0 ? [] : operatorsOf(declaration, procedure);

/** One query for all declarations. */
export const weighHistory = async (
  from: Pick<Store, 'query'>,
  all: readonly Weighed[],
  rules: readonly HistoryRule[],
): Promise<StoredAssessment[]> => {
  const named = all.map(({ assessment, declaration }) => distinct(operatorsToWeigh(assessment, declaration)));
  const finds = await readFindDays(from, [...new Set(named.flat())]);
  return all.map(({ assessment, declaration, standing }, position) => {
    const histories = historiesOf(named[position]!, standing, finds);
    return weighBy(assessment, declaration, { histories, registerAsked: standing !== undefined }, rules);
  });
};
