/** Which trials an approval needs, and whether a draft has had them. */
import { toSecond } from '../../../../shared-services/kit/clock.ts';
import { Refusal } from '../../../../shared-services/kit/refusal.ts';
import type { Transaction } from '../../../../shared-services/kit/store/store.ts';
import { currentRule, hasBacktest, insertExemption, type TrialRule } from '../storage/trials/rules.ts';

export const ruleReply = (rule: TrialRule | undefined) =>
  rule === undefined
    ? { backtestDemanded: false, leastDeclarations: 0 }
    : {
        backtestDemanded: rule.backtestDemanded,
        leastDeclarations: rule.leastDeclarations,
        since: toSecond(rule.sinceMs),
        reason: rule.why,
      };

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
