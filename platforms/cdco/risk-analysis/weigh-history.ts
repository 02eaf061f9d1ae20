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

/** One query for all declarations; none where nothing was hit, for then there is no score. */
export const weighHistory = async (
  from: Pick<Store, 'query'>,
  all: readonly Weighed[],
  rules: readonly HistoryRule[],
): Promise<StoredAssessment[]> => {
  const named = all.map(({ assessment, declaration }) =>
    assessment.areas.length === 0 ? [] : operatorsOf(declaration, assessment.procedure),
  );
  const finds = await readFindDays(from, distinct(named.flat()));
  return all.map(({ assessment, standing }, position) => {
    const operators = named[position]!;
    if (operators.length === 0) return assessment;
    const { procedure, onDate } = assessment;
    const histories = historiesOf(distinct(operators), standing, finds);
    const { areas, changes } = applyHistory(assessment, rules, { operators, histories, procedure, onDate });
    const history = { registerAsked: standing !== undefined, changes, known: knownOf(histories) };
    return { ...assessment, areas, stages: { ...assessment.stages, history } };
  });
};
