import { readBacktests } from './storage/trials/backtests.ts';
import type { TrialParts } from './trials/common.ts';
import { backtestReply, type TrialRequestOf, unlessEmpty } from './trials/replies.ts';

const most = 200;

export const listBacktests =
  ({ store }: TrialParts) =>
  async ({ draftId }: TrialRequestOf<'listBacktests'>) =>
    unlessEmpty('backtests', (await readBacktests(store, draftId, most)).map(backtestReply));
