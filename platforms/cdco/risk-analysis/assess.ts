import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { type Asked, type Assessment, type AssessmentRequest, assessAll } from './assess-all.ts';
import { operatorsOf } from './domain/history/operators.ts';
import type { LiveBands } from './live-bands.ts';
import type { LiveEngine } from './live-engine.ts';
import type { LiveWatchLists } from './live-watch-lists.ts';
import type { OperatorStanding } from './operator-standing.ts';

export interface AssessParts {
  readonly store: Store;
  readonly engine: LiveEngine;
  readonly bands: LiveBands;
  readonly operators: OperatorStanding;
  readonly watchLists: LiveWatchLists;
  readonly clock: Clock;
}

/** EORIs that the declarations name. */
export const operatorNumbers = (requests: readonly AssessmentRequest[]): readonly string[] =>
  requests.flatMap(({ declaration, procedure }) => operatorsOf(declaration, procedure).map(({ value }) => value));

/** Callers that arrive together share a transaction. */
export const assess = ({
  store,
  engine,
  bands,
  operators,
  watchLists,
  clock,
}: AssessParts): Handler<AssessmentRequest, Assessment> => {
  const commit = store.groupCommit<Asked, Assessment>((transaction, asked) =>
    assessAll(transaction, asked, { engine, bands: bands.current(), clock }),
  );
  return async (request, call) => {
    const standing = await operators.find(operatorNumbers([request]), call);
    return commit({ request, call, standing, watchListHits: await watchLists.hitsOf(request) });
  };
};
