import { readRuns } from './storage/trials/shadow-runs.ts';
import type { TrialParts } from './trials/common.ts';
import { shadowReply, type TrialRequestOf, unlessEmpty } from './trials/replies.ts';

const most = 200;

export const listShadows =
  ({ store, clock }: TrialParts) =>
  async ({ draftId }: TrialRequestOf<'listShadows'>) =>
    unlessEmpty(
      'shadowRuns',
      (await readRuns(store, draftId, most)).map((run) => shadowReply(run, clock.nowMs())),
    );
