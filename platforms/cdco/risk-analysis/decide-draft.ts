/** The way of an approval and of a rejection: one decision for each draft, and its repetition by the same person is none. */
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { levelObstacle } from './domain/profile-life/four-eyes.ts';
import { obstacleTo, type Step } from './domain/profile-life/life.ts';
import { isVisibleTo } from './domain/visibility.ts';
import {
  auditLife,
  isSame,
  type LifeParts,
  personOf,
  refuseFor,
  refuseLevel,
  summaryOf,
  unknownDraft,
} from './life-of-profiles.ts';
import { readerOf } from './reader.ts';
import { addStep, lockDraft, readDraft, type StoredDraft } from './storage/profile-drafts.ts';

interface Decision {
  readonly draftId: string;
  readonly what: 'approved' | 'rejected';
  readonly why: string;
  /** What follows from it in the same transaction; answers the version that it makes. */
  readonly follow: (transaction: Transaction, draft: StoredDraft, nowMs: number) => Promise<number | undefined>;
}

const isRepetition = ({ steps }: StoredDraft, { what, by }: Step): boolean => {
  const last = steps.at(-1)!;
  return last.what === what && isSame(last.by, by);
};

export const decideDraft = (
  { store, clock, tables }: LifeParts,
  { draftId, what, why, follow }: Decision,
  call: OperationCall,
) =>
  store.transaction(async (transaction) => {
    const nowMs = clock.nowMs();
    const draft = await lockDraft(transaction, draftId, tables);
    const { memberState } = readerOf(call);
    if (draft === undefined || !isVisibleTo(draft.memberState, memberState)) throw unknownDraft(draftId);
    const step: Step = { what, by: personOf(call), atMs: nowMs, why };
    const repeated = isRepetition(draft, step);
    if (!repeated) {
      refuseFor(obstacleTo(draft.steps, what, step.by));
      if (what === 'approved') refuseLevel(levelObstacle(draft, memberState));
      await addStep(transaction, draftId, step, await follow(transaction, draft, nowMs), tables);
    }
    auditLife(transaction, call, draftId, repeated);
    return summaryOf((await readDraft(transaction, draftId, tables))!, nowMs);
  });
