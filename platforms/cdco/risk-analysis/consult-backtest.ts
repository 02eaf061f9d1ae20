import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { readerOf } from './reader.ts';
import { readBacktest } from './storage/trials/backtests.ts';
import { type TrialParts, trialUnknown } from './trials/common.ts';
import { backtestReply, figuresReply, type TrialRequestOf, unlessEmpty } from './trials/replies.ts';
import { shownTo } from './trials/shown.ts';
import { seesAll } from './trials/subjects.ts';

export const consultBacktest =
  ({ store }: TrialParts) =>
  async ({ backtestId }: TrialRequestOf<'consultBacktest'>, call: OperationCall) => {
    const reader = readerOf(call);
    const stored = await readBacktest(store, backtestId);
    if (stored === undefined || !seesAll(stored.subjects, reader.memberState)) throw trialUnknown(backtestId);
    const { subjects, tallies, by, why, fromDay, toDay } = stored;
    const shown = await shownTo(store, reader);
    const figures =
      tallies && subjects.map((one, position) => figuresReply(one, tallies, tallies.subjects[position]!, shown));
    return {
      ...backtestReply(stored),
      ...(fromDay === undefined ? {} : { fromDay }),
      ...(toDay === undefined ? {} : { toDay }),
      ...by,
      reason: why,
      ...unlessEmpty('figures', figures ?? []),
    };
  };
