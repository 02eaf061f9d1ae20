import { readBacktest } from './storage/trials/backtests.ts';
import { type TrialParts, trialUnknown } from './trials/common.ts';
import { backtestReply, figuresReply, type TrialRequestOf, unlessEmpty } from './trials/replies.ts';

export const consultBacktest =
  ({ store }: TrialParts) =>
  async ({ backtestId }: TrialRequestOf<'consultBacktest'>) => {
    const stored = await readBacktest(store, backtestId);
    if (stored === undefined) throw trialUnknown(backtestId);
    const { subjects, tallies, by, why, fromDay, toDay } = stored;
    const figures = tallies && subjects.map((one, position) => figuresReply(one, tallies, tallies.subjects[position]!));
    return {
      ...backtestReply(stored),
      ...(fromDay === undefined ? {} : { fromDay }),
      ...(toDay === undefined ? {} : { toDay }),
      ...by,
      reason: why,
      ...unlessEmpty('figures', figures ?? []),
    };
  };
