import { newId, standsFor } from '../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditLife, personOf } from './life-of-profiles.ts';
import { readerOf } from './reader.ts';
import { insertBacktest, readBacktestOf, type StoredBacktest } from './storage/trials/backtests.ts';
import { type TrialParts, trialDiffers } from './trials/common.ts';
import { backtestReply, type TrialRequestOf } from './trials/replies.ts';
import { subjectsOf } from './trials/subjects.ts';

type Request = TrialRequestOf<'startBacktest'>;

const sameIds = (of: StoredBacktest, { draftIds = [], profileIds = [], fromDay, toDay }: Request): boolean => {
  const wished = [...draftIds, ...profileIds].join();
  const tried = of.subjects.map(({ draftId, profileId }) => draftId ?? profileId).join();
  return wished === tried && of.fromDay === fromDay && of.toDay === toDay;
};

export const startBacktest =
  ({ store, clock }: TrialParts) =>
  async (request: Request, call: OperationCall) => {
    const startedFor = standsFor(call);
    const earlier = await readBacktestOf(store, startedFor, request.reference);
    const subjects =
      earlier === undefined ? await subjectsOf(store, readerOf(call).memberState, request) : earlier.subjects;
    return store.transaction(async (transaction) => {
      const { reference, fromDay, toDay, reason } = request;
      const wished = {
        backtestId: newId(),
        startedFor,
        reference,
        subjects,
        fromDay,
        toDay,
        by: personOf(call),
        why: reason,
      };
      const isNew = await insertBacktest(transaction, { ...wished, askedAtMs: clock.nowMs() });
      const stored = (await readBacktestOf(transaction, startedFor, reference))!;
      if (!sameIds(stored, request)) throw trialDiffers(reference);
      auditLife(transaction, call, stored.backtestId, !isNew);
      return backtestReply(stored);
    });
  };
