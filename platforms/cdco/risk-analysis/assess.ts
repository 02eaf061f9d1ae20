import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { type Asked, type AssessedBy, type Assessment, type AssessmentRequest, assessAll } from './assess-all.ts';
import { operatorsOf } from './domain/history/operators.ts';
import type { LiveBands } from './live-bands.ts';
import type { LiveEngine } from './live-engine.ts';
import type { LiveRules } from './live-rules.ts';
import type { LiveStatistics } from './live-statistics.ts';
import type { LiveWatchLists } from './live-watch-lists.ts';
import type { OperatorStanding } from './operator-standing.ts';

export interface AssessParts {
  readonly store: Store;
  readonly engine: LiveEngine;
  readonly bands: LiveBands;
  readonly operators: OperatorStanding;
  readonly watchLists: LiveWatchLists;
  readonly statistics: LiveStatistics;
  readonly rules: LiveRules;
  readonly clock: Clock;
}

/** EORIs that the declarations name. */
export const operatorNumbers = (requests: readonly AssessmentRequest[]): readonly string[] =>
  requests.flatMap(({ declaration, procedure }) => operatorsOf(declaration, procedure).map(({ value }) => value));

/** What is found before the transaction, in stages that let others work in between. */
export const stagesBefore = async (
  { watchLists, statistics }: Pick<AssessParts, 'watchLists' | 'statistics'>,
  request: AssessmentRequest,
) => ({ ...(await watchLists.hitsOf(request)), declaredRates: await statistics.ratesOf(request) });

export const assessedBy = ({ engine, bands, rules, clock }: AssessParts): AssessedBy => ({
  engine,
  bands: bands.current(),
  rules: rules.current(),
  clock,
});

/** Callers that arrive together share a transaction. */
export const assess = (parts: AssessParts): Handler<AssessmentRequest, Assessment> => {
  const commit = parts.store.groupCommit<Asked, Assessment>((transaction, asked) =>
    assessAll(transaction, asked, assessedBy(parts)),
  );
  return async (request, call) => {
    const standing = await parts.operators.find(operatorNumbers([request]), call);
    return commit({ request, call, standing, ...(await stagesBefore(parts, request)) });
  };
};
