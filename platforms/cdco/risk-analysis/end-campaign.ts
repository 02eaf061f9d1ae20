import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { auditCampaign, type CampaignParts, type CampaignRequestOf, viewOfCampaign, whoDid } from './campaign-parts.ts';
import { unknownCampaign } from './campaign-refusals.ts';
import { stateOf } from './domain/campaigns/campaign.ts';
import { instantOf } from './domain/profile-life/activation.ts';
import { endProfilesOf } from './end-profiles-of-campaign.ts';
import { addCampaignStep } from './storage/campaign-steps.ts';
import { lockCampaign, type StoredCampaign, updateCampaign } from './storage/campaigns.ts';

/** At once: nothing new is approved for it. Its profiles end as soon as every process can know. */
export const endNow = async (
  transaction: Transaction,
  campaign: StoredCampaign,
  { why, call, nowMs }: { readonly why: string; readonly call: OperationCall; readonly nowMs: number },
): Promise<void> => {
  const { by } = whoDid(call, nowMs);
  await updateCampaign(transaction, { ...campaign, endedAtMs: nowMs });
  await endProfilesOf(transaction, campaign.campaignId, instantOf(nowMs), { by, atMs: nowMs, why });
};

export const endCampaign =
  ({ store, clock }: CampaignParts) =>
  ({ campaignId, reason }: CampaignRequestOf<'endCampaign'>, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const nowMs = clock.nowMs();
      const campaign = await lockCampaign(transaction, campaignId);
      if (campaign === undefined) throw unknownCampaign(campaignId);
      const repeated = stateOf(campaign, nowMs) === 'ended';
      if (!repeated) {
        await endNow(transaction, campaign, { why: reason, call, nowMs });
        await addCampaignStep(transaction, campaignId, { ...whoDid(call, nowMs), what: 'ended', said: reason });
      }
      auditCampaign(transaction, call, campaignId, repeated);
      return viewOfCampaign(transaction, (await lockCampaign(transaction, campaignId))!, nowMs);
    });
