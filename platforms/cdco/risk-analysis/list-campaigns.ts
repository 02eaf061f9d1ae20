import { type CampaignParts, type CampaignRequestOf, figuresOf, summaryOfCampaign } from './campaign-parts.ts';
import { stateOf, sumOf } from './domain/campaigns/campaign.ts';
import { readResults } from './storage/campaign-results.ts';
import { readCampaigns } from './storage/campaigns.ts';

const most = 1000;

export const listCampaigns =
  ({ store, clock }: CampaignParts) =>
  async ({ state }: CampaignRequestOf<'listCampaigns'>) => {
    const nowMs = clock.nowMs();
    const all = await readCampaigns(store);
    const found = all.filter((one) => state === undefined || stateOf(one, nowMs) === state).slice(0, most);
    if (found.length === 0) return {};
    const results = await readResults(
      store,
      found.map(({ campaignId }) => campaignId),
    );
    const byCampaign = Map.groupBy(results, ({ campaignId }) => campaignId);
    return {
      campaigns: found.map((one) => ({
        ...summaryOfCampaign(one, nowMs),
        memberStates: [...one.memberStates],
        results: figuresOf(sumOf(byCampaign.get(one.campaignId) ?? [])),
      })),
    };
  };
