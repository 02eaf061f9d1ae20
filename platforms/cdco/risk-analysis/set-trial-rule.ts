import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditLife, personOf } from './life-of-profiles.ts';
import { currentRule, insertRule } from './storage/trials/rules.ts';
import type { TrialParts } from './trials/common.ts';
import type { TrialRequestOf } from './trials/replies.ts';
import { ruleReply } from './trials/rules.ts';

export const setTrialRule =
  ({ store, clock }: TrialParts) =>
  async ({ reason, ...wished }: TrialRequestOf<'setTrialRule'>, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const before = await currentRule(transaction);
      const same =
        before?.backtestDemanded === wished.backtestDemanded &&
        before.leastDeclarations === wished.leastDeclarations &&
        before.why === reason;
      if (!same) await insertRule(transaction, { ...wished, why: reason, sinceMs: clock.nowMs() }, personOf(call));
      auditLife(transaction, call, 'trial-rule', same);
      return ruleReply(await currentRule(transaction));
    });
