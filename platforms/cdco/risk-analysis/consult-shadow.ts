import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { overlapOf } from './domain/trials/overlaps.ts';
import { isVisibleTo } from './domain/visibility.ts';
import { readerOf } from './reader.ts';
import { hoursOf, officesOf, overlapsOf, type ShadowCount, samplesOf } from './storage/trials/shadow-figures.ts';
import { readRun } from './storage/trials/shadow-runs.ts';
import { type TrialParts, trialUnknown } from './trials/common.ts';
import { overlapReply, sampleReply, shadowReply, type TrialRequestOf, unlessEmpty } from './trials/replies.ts';
import { shownTo } from './trials/shown.ts';

const countReply = ({ evaluated, hits }: ShadowCount) => ({ evaluated, hits });

export const consultShadow =
  ({ store, clock }: TrialParts) =>
  async ({ shadowRunId }: TrialRequestOf<'consultShadow'>, call: OperationCall) => {
    const reader = readerOf(call);
    const run = await readRun(store, shadowRunId);
    if (run === undefined || !isVisibleTo(run.memberState, reader.memberState)) throw trialUnknown(shadowRunId);
    const [hours, offices, overlaps, samples] = await Promise.all([
      hoursOf(store, shadowRunId),
      officesOf(store, shadowRunId),
      overlapsOf(store, shadowRunId),
      samplesOf(store, shadowRunId),
    ]);
    const shown = await shownTo(store, reader);
    const compared = overlaps
      .filter((one) => shown.profile(one.profileId))
      .map((one) => overlapOf(one.profileId, run.hits, one.liveHit, one.bothHit));
    return {
      ...shadowReply(run, clock.nowMs()),
      ...run.by,
      reason: run.why,
      ...unlessEmpty(
        'hours',
        hours.map((one) => ({ hour: one.name, ...countReply(one) })),
      ),
      ...unlessEmpty(
        'offices',
        offices.map((one) => ({ office: one.name, ...countReply(one) })),
      ),
      ...unlessEmpty('overlaps', compared.map(overlapReply)),
      ...unlessEmpty('samples', samples.filter(shown.sample).map(sampleReply)),
    };
  };
