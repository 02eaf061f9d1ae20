import { newId, standsFor } from '../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import { isVisibleTo } from './domain/visibility.ts';
import { auditLife, personOf } from './life-of-profiles.ts';
import { readerOf } from './reader.ts';
import { readDraft } from './storage/profile-drafts.ts';
import { closeEnded, insertRun, openRuns, readRunOf } from './storage/trials/shadow-runs.ts';
import { subjectMissing, type TrialParts, trialDiffers } from './trials/common.ts';
import { shadowReply, type TrialRequestOf } from './trials/replies.ts';

/** Each costs every declaration something, after its answer. */
const mostAtOnce = 20;
const usualHours = 168;
const hourMs = 3_600_000;

const full = () =>
  new Refusal({
    code: 'RISK_SHADOW_FULL',
    status: 'conflict',
    title: `The draft is in shadow already, or ${mostAtOnce} are.`,
  });

type Request = TrialRequestOf<'startShadow'>;

export const startShadow =
  ({ store, clock }: TrialParts) =>
  async (request: Request, call: OperationCall) => {
    const { reference, draftId, hours = usualHours, reason } = request;
    const draft = await readDraft(store, draftId);
    const isThere = draft !== undefined && isVisibleTo(draft.memberState, readerOf(call).memberState);
    if (!isThere) throw subjectMissing(['draftId'], 'There is no such draft.');
    const startedFor = standsFor(call);
    return store.transaction(async (transaction) => {
      const startedAtMs = clock.nowMs();
      await closeEnded(transaction, startedAtMs);
      const earlier = await readRunOf(transaction, startedFor, reference);
      if (earlier !== undefined && earlier.draftId !== draftId) throw trialDiffers(reference);
      if (earlier === undefined) {
        const wished = { shadowRunId: newId(), startedFor, reference, draftId, by: personOf(call), why: reason };
        const run = { ...wished, startedAtMs, untilMs: startedAtMs + hours * hourMs };
        if ((await openRuns(transaction)).length >= mostAtOnce || !(await insertRun(transaction, run))) throw full();
      }
      const stored = (await readRunOf(transaction, startedFor, reference))!;
      auditLife(transaction, call, stored.shadowRunId, earlier !== undefined);
      return shadowReply(stored, startedAtMs);
    });
  };
