/** Why something cannot be done with a campaign. */
import { type Fault, Refusal } from '../../../shared-services/kit/refusal.ts';
import type { CampaignFault } from './domain/campaigns/faults.ts';

export const unknownCampaign = (campaignId: string) =>
  new Refusal({ code: 'RISK_CAMPAIGN_UNKNOWN', status: 'notFound', title: `There is no campaign ${campaignId}.` });

export const endedCampaign = (campaignId: string) =>
  new Refusal({ code: 'RISK_CAMPAIGN_ENDED', status: 'conflict', title: `The campaign ${campaignId} is over.` });

export const plannedCampaign = (campaignId: string) =>
  new Refusal({
    code: 'RISK_CAMPAIGN_PLANNED',
    status: 'conflict',
    title: `The campaign ${campaignId} has not begun: there is nothing to review.`,
  });

const faultOf = ({ path, message }: CampaignFault): Fault => ({ code: 'RISK_CAMPAIGN_FAULT', path, message });

export const assertCampaignFaultless = (faults: readonly CampaignFault[]): void => {
  if (faults.length === 0) return;
  const title = `The message has ${faults.length} faults.`;
  throw new Refusal({ code: 'MESSAGE_INVALID', status: 'invalid', title, faults: faults.map(faultOf) });
};
