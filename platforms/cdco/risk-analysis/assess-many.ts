import type { Handler } from '../../../shared-services/kit/host/module.ts';
import { type AssessParts, assessedBy, operatorNumbers, stagesBefore } from './assess.ts';
import { type Asked, type Assessment, type AssessmentRequest, assessAll } from './assess-all.ts';

/** The hot path: one transaction for all, answers in the order of the requests. */
export const assessMany =
  (parts: AssessParts): Handler<{ assessments: AssessmentRequest[] }, { assessments: Assessment[] }> =>
  async ({ assessments }, call) => {
    const standing = await parts.operators.find(operatorNumbers(assessments), call);
    const asked: Asked[] = [];
    for (const request of assessments) {
      asked.push({ request, call, standing, ...(await stagesBefore(parts, request)) });
    }
    const made = await parts.store.transaction((transaction) => assessAll(transaction, asked, assessedBy(parts)));
    return { assessments: [...made] };
  };
