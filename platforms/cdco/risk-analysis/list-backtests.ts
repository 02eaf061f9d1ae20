import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { readerOf } from './reader.ts';
import { readBacktests } from './storage/trials/backtests.ts';
import type { TrialParts } from './trials/common.ts';
import { backtestReply, type TrialRequestOf, unlessEmpty } from './trials/replies.ts';
import { seesAll } from './trials/subjects.ts';

const most = 200;

export const listBacktests =
  ({ store }: TrialParts) =>
  async ({ draftId }: TrialRequestOf<'listBacktests'>, call: OperationCall) => {
    const found = await readBacktests(store, draftId, most);
    const seen = found.filter(({ subjects }) => seesAll(subjects, readerOf(call).memberState));
    return unlessEmpty('backtests', seen.map(backtestReply));
  };
