import { type CampaignParts, type CampaignRequestOf, viewOfCampaign } from './campaign-parts.ts';
import { unknownCampaign } from './campaign-refusals.ts';
import { readCampaign } from './storage/campaigns.ts';

export const consultCampaign =
  ({ store, clock }: CampaignParts) =>
  async ({ campaignId }: CampaignRequestOf<'consultCampaign'>) => {
    const campaign = await readCampaign(store, campaignId);
    if (campaign === undefined) throw unknownCampaign(campaignId);
    return viewOfCampaign(store, campaign, clock.nowMs());
  };
