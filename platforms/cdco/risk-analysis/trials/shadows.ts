/** The operations on shadow runs. */
import { newId, standsFor } from '../../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../../shared-services/kit/refusal.ts';
import { overlapOf } from '../domain/trials/overlaps.ts';
import { auditLife, personOf } from '../life-of-profiles.ts';
import { readDraft } from '../storage/profile-drafts.ts';
import { hoursOf, officesOf, overlapsOf, type ShadowCount, samplesOf } from '../storage/trials/shadow-figures.ts';
import {
  closeEnded,
  insertRun,
  openRuns,
  readRun,
  readRunOf,
  readRuns,
  stopRun,
} from '../storage/trials/shadow-runs.ts';
import { subjectMissing, type TrialParts, trialDiffers, trialUnknown } from './backtests.ts';
import { overlapReply, sampleReply, shadowReply, type TrialRequestOf, unlessEmpty } from './replies.ts';

/** Each costs every declaration something, after its answer. */
const mostAtOnce = 20;
const usualHours = 168;
const hourMs = 3_600_000;

const full = () =>
  new Refusal({
    code: 'RISK_SHADOW_FULL',
    status: 'conflict',
    title: `The draft is in shadow already, or ${mostAtOnce} are.`,
  });

type Request = TrialRequestOf<'startShadow'>;

export const startShadow =
  ({ store, clock }: TrialParts) =>
  async (request: Request, call: OperationCall) => {
    const { reference, draftId, hours = usualHours, reason } = request;
    if ((await readDraft(store, draftId)) === undefined) throw subjectMissing(['draftId'], 'There is no such draft.');
    const startedFor = standsFor(call);
    return store.transaction(async (transaction) => {
      const startedAtMs = clock.nowMs();
      await closeEnded(transaction, startedAtMs);
      const earlier = await readRunOf(transaction, startedFor, reference);
      if (earlier !== undefined && earlier.draftId !== draftId) throw trialDiffers(reference);
      if (earlier === undefined) {
        const wished = { shadowRunId: newId(), startedFor, reference, draftId, by: personOf(call), why: reason };
        const run = { ...wished, startedAtMs, untilMs: startedAtMs + hours * hourMs };
        if ((await openRuns(transaction)).length >= mostAtOnce || !(await insertRun(transaction, run))) throw full();
      }
      const stored = (await readRunOf(transaction, startedFor, reference))!;
      auditLife(transaction, call, stored.shadowRunId, earlier !== undefined);
      return shadowReply(stored, startedAtMs);
    });
  };

export const stopShadow =
  ({ store, clock }: TrialParts) =>
  async ({ shadowRunId }: TrialRequestOf<'stopShadow'>, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const before = await readRun(transaction, shadowRunId);
      if (before === undefined) throw trialUnknown(shadowRunId);
      await stopRun(transaction, shadowRunId, clock.nowMs());
      auditLife(transaction, call, shadowRunId, before.stoppedAtMs !== undefined);
      return shadowReply((await readRun(transaction, shadowRunId))!, clock.nowMs());
    });

const countReply = ({ evaluated, hits }: ShadowCount) => ({ evaluated, hits });

export const consultShadow =
  ({ store, clock }: TrialParts) =>
  async ({ shadowRunId }: TrialRequestOf<'consultShadow'>) => {
    const run = await readRun(store, shadowRunId);
    if (run === undefined) throw trialUnknown(shadowRunId);
    const [hours, offices, overlaps, samples] = await Promise.all([
      hoursOf(store, shadowRunId),
      officesOf(store, shadowRunId),
      overlapsOf(store, shadowRunId),
      samplesOf(store, shadowRunId),
    ]);
    const compared = overlaps.map((one) => overlapOf(one.profileId, run.hits, one.liveHit, one.bothHit));
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
      ...unlessEmpty('samples', samples.map(sampleReply)),
    };
  };

export const listShadows =
  ({ store, clock }: TrialParts) =>
  async ({ draftId }: TrialRequestOf<'listShadows'>) =>
    unlessEmpty(
      'shadowRuns',
      (await readRuns(store, draftId, 200)).map((run) => shadowReply(run, clock.nowMs())),
    );
