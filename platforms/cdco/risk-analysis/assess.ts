import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Handler } from '../../../shared-services/kit/host/module.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { type Asked, type Assessment, type AssessmentRequest, assessAll } from './assess-all.ts';
import type { LiveEngine } from './live-engine.ts';
import type { LiveWatchLists } from './live-watch-lists.ts';

export interface AssessParts {
  readonly store: Store;
  readonly engine: LiveEngine;
  readonly watchLists: LiveWatchLists;
  readonly clock: Clock;
}

/** Callers that arrive together share a transaction. */
export const assess = ({ store, engine, watchLists, clock }: AssessParts): Handler<AssessmentRequest, Assessment> => {
  const commit = store.groupCommit<Asked, Assessment>((transaction, asked) =>
    assessAll(transaction, asked, { engine: engine.current(), clock }),
  );
  return async (request, call) => commit({ request, call, watchListHits: await watchLists.hitsOf(request) });
};
