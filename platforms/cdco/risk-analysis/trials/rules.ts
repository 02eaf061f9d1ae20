/** Which trials an approval needs, and whether a draft has had them. */
import { toSecond } from '../../../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../../shared-services/kit/refusal.ts';
import type { Transaction } from '../../../../shared-services/kit/store/store.ts';
import { auditLife, personOf } from '../life-of-profiles.ts';
import { currentRule, hasBacktest, insertExemption, insertRule, type TrialRule } from '../storage/trials/rules.ts';
import type { TrialParts } from './backtests.ts';
import type { TrialRequestOf } from './replies.ts';

const ruleReply = (rule: TrialRule | undefined) =>
  rule === undefined
    ? { backtestDemanded: false, leastDeclarations: 0 }
    : {
        backtestDemanded: rule.backtestDemanded,
        leastDeclarations: rule.leastDeclarations,
        since: toSecond(rule.sinceMs),
        reason: rule.why,
      };

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

export const consultTrialRule =
  ({ store }: TrialParts) =>
  async () =>
    ruleReply(await currentRule(store));

const missing = (least: number) =>
  new Refusal({
    code: 'RISK_TRIAL_MISSING',
    status: 'conflict',
    title: `A backtest of at least ${least} declarations, or of all that are stored, is demanded before an approval.`,
  });

/** @param crisisReason why it may go without; kept where it does */
export const assertTried = async (
  transaction: Transaction,
  draftId: string,
  crisisReason: string | undefined,
): Promise<void> => {
  const rule = await currentRule(transaction);
  if (rule === undefined || !rule.backtestDemanded) return;
  if (await hasBacktest(transaction, draftId, rule.leastDeclarations)) return;
  if (crisisReason === undefined) throw missing(rule.leastDeclarations);
  await insertExemption(transaction, draftId, crisisReason);
};
