import type { Handler } from '../../../shared-services/kit/host/module.ts';
import type { AssessParts } from './assess.ts';
import { type Asked, type Assessment, type AssessmentRequest, assessAll } from './assess-all.ts';

/** The hot path: one transaction for all, answers in the order of the requests. */
export const assessMany =
  ({
    store,
    engine,
    watchLists,
    clock,
  }: AssessParts): Handler<{ assessments: AssessmentRequest[] }, { assessments: Assessment[] }> =>
  async ({ assessments }, call) => {
    const asked: Asked[] = [];
    for (const request of assessments) asked.push({ request, call, watchListHits: await watchLists.hitsOf(request) });
    const made = await store.transaction((transaction) =>
      assessAll(transaction, asked, { engine: engine.current(), clock }),
    );
    return { assessments: [...made] };
  };
