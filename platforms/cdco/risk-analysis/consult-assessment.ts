import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { type Assessment, replyOf } from './assess-all.ts';
import { hiddenAreas, readBy } from './domain/reading.ts';
import { mayConsult, type Reader } from './domain/visibility.ts';
import { readerOf } from './reader.ts';
import { readAssessments, type StoredAssessment } from './storage/assessments.ts';

export const assessmentUnknown = (reference: string) =>
  new Refusal({
    code: 'RISK_ASSESSMENT_UNKNOWN',
    status: 'notFound',
    title: `No declaration with the reference ${reference} was assessed that concerns your Member State.`,
  });

/** What changed the score of an area in which a hit is hidden tells of the hit. */
const changesSeen = ({ stages, hits }: StoredAssessment, reader: Reader): StoredAssessment['stages'] => {
  const { history, ...others } = stages;
  if (history === undefined) return stages;
  const hidden = hiddenAreas(hits, reader);
  const changes = history.changes.filter(({ riskAreaCode }) => !hidden.has(riskAreaCode));
  return { ...others, history: { ...history, changes } };
};

/** For Member States that the declaration concerns; to others there is no such assessment. */
export const consultAssessment =
  (store: Store) =>
  async ({ reference }: { readonly reference: string }, call: OperationCall): Promise<Assessment> => {
    const found = (await readAssessments(store, [reference])).get(reference);
    const reader = readerOf(call);
    if (found === undefined || !mayConsult(found.memberStates, reader)) throw assessmentUnknown(reference);
    return replyOf({ ...readBy(found, reader), stages: changesSeen(found, reader) });
  };
