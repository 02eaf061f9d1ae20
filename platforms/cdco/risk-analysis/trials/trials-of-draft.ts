/** What was tried of a draft: what its approver looks at. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { readBacktests, type StoredBacktest } from '../storage/trials/backtests.ts';
import { currentRule, exemptionOf } from '../storage/trials/rules.ts';
import { readRuns } from '../storage/trials/shadow-runs.ts';
import { backtestReply, figuresReply, shadowReply, unlessEmpty } from './replies.ts';

const mostTold = 20;

/** Of the figures an approver is told the sums: neither other profiles nor declarations. */
const nothingShown = { profile: () => false, sample: () => false };

const backtestOf = (of: StoredBacktest, draftId: string) => {
  const position = of.subjects.findIndex((one) => one.draftId === draftId);
  const tally = of.tallies?.subjects[position];
  if (tally === undefined) return backtestReply(of);
  const { hits, hitShare, results } = figuresReply(of.subjects[position]!, of.tallies!, tally, nothingShown);
  return { ...backtestReply(of), hits, hitShare, results };
};

export const trialsOf = async (store: Store, draftId: string, nowMs: number) => {
  const [rule, crisisReason, backtests, runs] = await Promise.all([
    currentRule(store),
    exemptionOf(store, draftId),
    readBacktests(store, draftId, mostTold),
    readRuns(store, draftId, mostTold),
  ]);
  return {
    backtestDemanded: rule?.backtestDemanded ?? false,
    ...(crisisReason === undefined ? {} : { crisisReason }),
    ...unlessEmpty(
      'backtests',
      backtests.map((one) => backtestOf(one, draftId)),
    ),
    ...unlessEmpty(
      'shadowRuns',
      runs.map((run) => shadowReply(run, nowMs)),
    ),
  };
};
