import { toDay } from '../../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import { auditCampaign, type CampaignParts, type CampaignRequestOf, viewOfCampaign, whoDid } from './campaign-parts.ts';
import { assertCampaignFaultless } from './campaign-refusals.ts';
import { campaignFaults } from './domain/campaigns/faults.ts';
import type { RiskAreaCode } from './domain/risk-areas.ts';
import { addCampaignStep } from './storage/campaign-steps.ts';
import { insertCampaign, lockCampaign, type StoredCampaign } from './storage/campaigns.ts';

type Request = CampaignRequestOf<'createCampaign'>;

const differs = (campaignId: string) =>
  new Refusal({
    code: 'RISK_CAMPAIGN_DIFFERS',
    status: 'conflict',
    title: `Another campaign has the id ${campaignId}; it stands.`,
  });

/** In one order, whatever order the message had. */
const asAsked = ({ campaignId, name, purpose, riskAreaCode, startsOn, endsOn, memberStates, routes = {} }: Request) => {
  const { countriesOfDeparture, countriesOfTransit, offices, modesOfTransport } = routes;
  const where = [countriesOfDeparture, countriesOfTransit, offices, modesOfTransport];
  return JSON.stringify([campaignId, name, purpose, riskAreaCode, startsOn, endsOn, memberStates, where]);
};

const campaignOf = ({ riskAreaCode, routes = {}, ...request }: Request): Omit<StoredCampaign, 'reviews'> => ({
  ...request,
  riskAreaCode: riskAreaCode as RiskAreaCode,
  routes: routes as StoredCampaign['routes'],
  createdAs: asAsked({ ...request, riskAreaCode, routes }),
});

/** A campaign hits nothing by itself: its profiles are drafted and approved as others are, and name it. */
export const createCampaign =
  ({ store, clock }: CampaignParts) =>
  (request: Request, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const nowMs = clock.nowMs();
      const wished = campaignOf(request);
      const earlier = await lockCampaign(transaction, request.campaignId);
      if (earlier === undefined) assertCampaignFaultless(campaignFaults(request, toDay(nowMs)));
      const isNew = earlier === undefined && (await insertCampaign(transaction, wished));
      if (isNew) {
        const step = { ...whoDid(call, nowMs), what: 'created', said: request.purpose } as const;
        await addCampaignStep(transaction, request.campaignId, step);
      }
      const campaign = (await lockCampaign(transaction, request.campaignId))!;
      if (campaign.createdAs !== wished.createdAs) throw differs(request.campaignId);
      auditCampaign(transaction, call, request.campaignId, !isNew);
      return viewOfCampaign(transaction, campaign, nowMs);
    });
