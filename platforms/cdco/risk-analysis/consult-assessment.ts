import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { type Assessment, replyOf } from './assess-all.ts';
import { readAssessments } from './storage/assessments.ts';

const unknown = (reference: string) =>
  new Refusal({
    code: 'RISK_ASSESSMENT_UNKNOWN',
    status: 'notFound',
    title: `No declaration with the reference ${reference} was assessed.`,
  });

/** For the trusted circle alone: hits tell which criteria there are. */
export const consultAssessment =
  (store: Store) =>
  async ({ reference }: { readonly reference: string }): Promise<Assessment> => {
    const found = (await readAssessments(store, [reference])).get(reference);
    if (found === undefined) throw unknown(reference);
    return replyOf(found);
  };
