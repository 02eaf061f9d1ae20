/** From when until when a profile of a campaign may be active. */
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { endedCampaign, unknownCampaign } from './campaign-refusals.ts';
import { spanOf, stateOf } from './domain/campaigns/campaign.ts';
import type { Span } from './domain/profile-life/span.ts';
import { lockCampaign } from './storage/campaigns.ts';

const always: Span = { fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };

/** @throws {Refusal} there is no such campaign, or it is over */
export const spanOfCampaign = async (
  transaction: Transaction,
  campaignId: string | undefined,
  nowMs: number,
): Promise<Span> => {
  if (campaignId === undefined) return always;
  const campaign = await lockCampaign(transaction, campaignId);
  if (campaign === undefined) throw unknownCampaign(campaignId);
  if (stateOf(campaign, nowMs) === 'ended') throw endedCampaign(campaignId);
  return spanOf(campaign);
};
