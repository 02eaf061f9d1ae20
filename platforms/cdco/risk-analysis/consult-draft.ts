import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { isVisibleTo } from './domain/visibility.ts';
import { type LifeParts, type RequestOf, summaryOf, unknownDraft, warningsOf } from './life-of-profiles.ts';
import { readerOf } from './reader.ts';
import { type Ending, readDraft, type StoredDraft } from './storage/profile-drafts.ts';
import { trialsOf } from './trials/trials-of-draft.ts';

const stepOf = (what: string, { by, atMs, why }: Ending) => ({ what, ...by, at: toSecond(atMs), reason: why });

const historyOf = ({ steps, ending }: StoredDraft) => [
  ...steps.map((step) => stepOf(step.what, step)),
  ...(ending === undefined ? [] : [stepOf('retired', ending)]),
];

export const consultDraft =
  ({ store, clock, tables }: LifeParts) =>
  async ({ draftId }: RequestOf<'consultDraft'>, call: OperationCall) => {
    const draft = await readDraft(store, draftId, tables);
    if (draft === undefined || !isVisibleTo(draft.memberState, readerOf(call).memberState)) throw unknownDraft(draftId);
    const { definition } = draft;
    const trials = await trialsOf(store, draftId, clock.nowMs());
    return { ...summaryOf(draft, clock.nowMs()), ...warningsOf(draft), definition, history: historyOf(draft), trials };
  };
