import type { Handler } from '../../../shared-services/kit/host/module.ts';
import { type AssessParts, operatorNumbers } from './assess.ts';
import { type Assessment, type AssessmentRequest, assessAll } from './assess-all.ts';

/** The hot path: one transaction for all, answers in the order of the requests. */
export const assessMany =
  ({
    store,
    engine,
    bands,
    operators,
    clock,
  }: AssessParts): Handler<{ assessments: AssessmentRequest[] }, { assessments: Assessment[] }> =>
  async ({ assessments }, call) => {
    const standing = await operators.find(operatorNumbers(assessments), call);
    const asked = assessments.map((request) => ({ request, call, standing }));
    const made = await store.transaction((transaction) =>
      assessAll(transaction, asked, { engine, bands: bands.current(), clock }),
    );
    return { assessments: [...made] };
  };
