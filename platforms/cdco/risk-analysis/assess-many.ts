import type { Handler } from '../../../shared-services/kit/host/module.ts';
import { type AssessParts, operatorNumbers } from './assess.ts';
import { type Asked, type Assessment, type AssessmentRequest, assessAll } from './assess-all.ts';

/** The hot path: one transaction for all, answers in the order of the requests. */
export const assessMany =
  ({
    store,
    engine,
    bands,
    operators,
    watchLists,
    clock,
  }: AssessParts): Handler<{ assessments: AssessmentRequest[] }, { assessments: Assessment[] }> =>
  async ({ assessments }, call) => {
    const standing = await operators.find(operatorNumbers(assessments), call);
    const asked: Asked[] = [];
    for (const request of assessments) {
      asked.push({ request, call, standing, watchListHits: await watchLists.hitsOf(request) });
    }
    const made = await store.transaction((transaction) =>
      assessAll(transaction, asked, { engine, bands: bands.current(), clock }),
    );
    return { assessments: [...made] };
  };
