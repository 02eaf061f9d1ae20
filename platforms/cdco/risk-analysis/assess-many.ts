import type { Handler } from '../../../shared-services/kit/host/module.ts';
import type { AssessParts } from './assess.ts';
import { type Assessment, type AssessmentRequest, assessAll } from './assess-all.ts';

/** The hot path: one transaction for all, answers in the order of the requests. */
export const assessMany =
  ({
    store,
    engine,
    clock,
  }: AssessParts): Handler<{ assessments: AssessmentRequest[] }, { assessments: Assessment[] }> =>
  async ({ assessments }, call) => {
    const asked = assessments.map((request) => ({ request, call }));
    const made = await store.transaction((transaction) => assessAll(transaction, asked, { engine, clock }));
    return { assessments: [...made] };
  };
