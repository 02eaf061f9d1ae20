import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { isVisibleTo } from './domain/visibility.ts';
import { readerOf } from './reader.ts';
import { readRuns } from './storage/trials/shadow-runs.ts';
import type { TrialParts } from './trials/common.ts';
import { shadowReply, type TrialRequestOf, unlessEmpty } from './trials/replies.ts';

const most = 200;

export const listShadows =
  ({ store, clock }: TrialParts) =>
  async ({ draftId }: TrialRequestOf<'listShadows'>, call: OperationCall) => {
    const found = await readRuns(store, draftId, most);
    const seen = found.filter((run) => isVisibleTo(run.memberState, readerOf(call).memberState));
    return unlessEmpty(
      'shadowRuns',
      seen.map((run) => shadowReply(run, clock.nowMs())),
    );
  };
