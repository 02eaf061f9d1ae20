import { standsFor } from '../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditLife } from './life-of-profiles.ts';
import { cancel, readBacktest } from './storage/trials/backtests.ts';
import { type TrialParts, trialUnknown } from './trials/common.ts';
import { backtestReply, type TrialRequestOf } from './trials/replies.ts';

export const cancelBacktest =
  ({ store, clock }: TrialParts) =>
  async ({ backtestId }: TrialRequestOf<'cancelBacktest'>, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const before = await readBacktest(transaction, backtestId);
      // Whose it is ends it, and nobody else.
      if (before?.startedFor !== standsFor(call)) throw trialUnknown(backtestId);
      await cancel(transaction, backtestId, clock.nowMs());
      const stored = (await readBacktest(transaction, backtestId))!;
      auditLife(transaction, call, backtestId, stored.state === 'done' || stored.state === 'failed');
      return backtestReply(stored);
    });
