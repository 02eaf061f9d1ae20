import { standsFor } from '../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditLife } from './life-of-profiles.ts';
import { readRun, stopRun } from './storage/trials/shadow-runs.ts';
import { type TrialParts, trialUnknown } from './trials/common.ts';
import { shadowReply, type TrialRequestOf } from './trials/replies.ts';

export const stopShadow =
  ({ store, clock }: TrialParts) =>
  async ({ shadowRunId }: TrialRequestOf<'stopShadow'>, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const before = await readRun(transaction, shadowRunId);
      // Whose it is ends it, and nobody else.
      if (before?.startedFor !== standsFor(call)) throw trialUnknown(shadowRunId);
      await stopRun(transaction, shadowRunId, clock.nowMs());
      auditLife(transaction, call, shadowRunId, before.stoppedAtMs !== undefined);
      return shadowReply((await readRun(transaction, shadowRunId))!, clock.nowMs());
    });
