import { toDay } from '../../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { auditCampaign, type CampaignParts, type CampaignRequestOf, viewOfCampaign, whoDid } from './campaign-parts.ts';
import { assertCampaignFaultless, endedCampaign, plannedCampaign, unknownCampaign } from './campaign-refusals.ts';
import { spanOf, stateOf } from './domain/campaigns/campaign.ts';
import { reviewFaults } from './domain/campaigns/faults.ts';
import { endNow } from './end-campaign.ts';
import { endProfilesOf } from './end-profiles-of-campaign.ts';
import { addCampaignStep, readSteps } from './storage/campaign-steps.ts';
import { lockCampaign, type StoredCampaign, updateCampaign } from './storage/campaigns.ts';

type Request = CampaignRequestOf<'reviewCampaign'>;

interface Reviewing {
  readonly call: OperationCall;
  readonly nowMs: number;
}

const differs = (reference: string) =>
  new Refusal({
    code: 'RISK_REVIEW_DIFFERS',
    status: 'conflict',
    title: `Another review has the reference ${reference}; it stands.`,
  });

const changesOf = ({ endsOn, memberStates, routes }: Request) => ({
  ...(endsOn === undefined ? {} : { endsOn }),
  ...(memberStates === undefined ? {} : { memberStates }),
  ...(routes === undefined ? {} : { routes: routes as StoredCampaign['routes'] }),
});

const adjust = async (transaction: Transaction, campaign: StoredCampaign, request: Request, reviewing: Reviewing) => {
  const adjusted = { ...campaign, ...changesOf(request) };
  await updateCampaign(transaction, adjusted);
  const ending = { by: whoDid(reviewing.call, reviewing.nowMs).by, atMs: reviewing.nowMs, why: request.said };
  if (request.endsOn !== undefined) {
    await endProfilesOf(transaction, campaign.campaignId, spanOf(adjusted).untilMs, ending);
  }
};

const assertReviewable = (campaign: StoredCampaign, request: Request, nowMs: number): void => {
  const state = stateOf(campaign, nowMs);
  if (state === 'ended') throw endedCampaign(campaign.campaignId);
  if (state === 'planned') throw plannedCampaign(campaign.campaignId);
  assertCampaignFaultless(reviewFaults(request, campaign, toDay(nowMs)));
};

const review = async (transaction: Transaction, campaign: StoredCampaign, request: Request, reviewing: Reviewing) => {
  const { reference, said, decision } = request;
  assertReviewable(campaign, request, reviewing.nowMs);
  if (decision === 'adjust') await adjust(transaction, campaign, request, reviewing);
  if (decision === 'end') await endNow(transaction, campaign, { why: said, ...reviewing });
  const changes = JSON.stringify(changesOf(request));
  await addCampaignStep(transaction, campaign.campaignId, {
    ...whoDid(reviewing.call, reviewing.nowMs),
    ...{ what: 'reviewed', reference, decision, said },
    ...(decision === 'adjust' ? { changes } : {}),
  });
};

/** True: the same was said before. */
const isRepetition = async (transaction: Transaction, request: Request): Promise<boolean> => {
  const earlier = (await readSteps(transaction, request.campaignId)).find(
    ({ reference }) => reference === request.reference,
  );
  if (earlier === undefined) return false;
  const changes = request.decision === 'adjust' ? JSON.stringify(changesOf(request)) : undefined;
  const same = earlier.said === request.said && earlier.decision === request.decision && earlier.changes === changes;
  if (!same) throw differs(request.reference);
  return true;
};

export const reviewCampaign =
  ({ store, clock }: CampaignParts) =>
  (request: Request, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const nowMs = clock.nowMs();
      const campaign = await lockCampaign(transaction, request.campaignId);
      if (campaign === undefined) throw unknownCampaign(request.campaignId);
      const repeated = await isRepetition(transaction, request);
      if (!repeated) await review(transaction, campaign, request, { call, nowMs });
      auditCampaign(transaction, call, request.campaignId, repeated);
      return viewOfCampaign(transaction, (await lockCampaign(transaction, request.campaignId))!, nowMs);
    });
