/** The service of campaigns (priority control areas): a part of the contract. */
import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../../reference-architecture/contract/language.ts';
import { message } from '../../../../reference-architecture/contract/schema.ts';
import {
  campaign,
  campaignEnd,
  campaigns as campaignList,
  campaignQuery,
  campaignsQuery,
  campaignWish,
  namespace,
  review,
} from '../messages/campaigns.ts';

const common = {
  audience: [{ circle: 'trusted', profiles: ['risk-expert'] }],
  priority: 'C',
  deadlineMs: 5_000,
} as const;
const command = { ...common, effect: 'command', emits: [], retention: 'record' } as const;
const query = { ...common, effect: 'query', emits: [], retention: 'none' } as const;

export const campaignUnknown = {
  RISK_CAMPAIGN_UNKNOWN: { status: 'notFound', title: 'There is no campaign with this id.' },
} as const;
export const campaignEnded = {
  RISK_CAMPAIGN_ENDED: { status: 'conflict', title: 'The campaign is over.' },
} as const;

const root = '/risk-analysis/campaigns';

export const campaigns = service({
  title: 'Campaigns of risk analysis: priority control areas',
  namespace,
  version: '1',
  operations: {
    createCampaign: operation({
      ...command,
      summary: 'Plans a campaign. A repetition returns the campaign that is there.',
      request: message('RiskCampaignWish', namespace, 'Campaign to plan', campaignWish),
      reply: message('RiskCampaignCreated', namespace, 'Campaign', campaign),
      refusals: {
        ...commonRefusals,
        RISK_CAMPAIGN_DIFFERS: { status: 'conflict', title: 'Another campaign has this id; it stands.' },
      },
      audit: { event: 'risk-analysis.campaign.create', personalData: true },
      bpmnTask: 'risk-campaigns.bpmn#CreateCampaign',
      rest: { method: 'POST', path: root, status: 201 },
    }),
    reviewCampaign: operation({
      ...command,
      summary: 'Reviews a running campaign: it goes on, is adjusted, or ends.',
      request: message('RiskCampaignReview', namespace, 'Review of a campaign', review),
      reply: message('RiskCampaignReviewed', namespace, 'Campaign', campaign),
      refusals: {
        ...commonRefusals,
        ...campaignUnknown,
        ...campaignEnded,
        RISK_CAMPAIGN_PLANNED: { status: 'conflict', title: 'The campaign has not begun: there is nothing to review.' },
        RISK_REVIEW_DIFFERS: { status: 'conflict', title: 'Another review has this reference; it stands.' },
      },
      audit: { event: 'risk-analysis.campaign.review', personalData: true },
      bpmnTask: 'risk-campaigns.bpmn#ReviewCampaign',
      rest: { method: 'POST', path: `${root}/{campaignId}/reviews`, status: 201 },
    }),
    endCampaign: operation({
      ...command,
      summary:
        'Ends a campaign, and its profiles with it, at an instant in all processes. A repetition changes nothing.',
      request: message('RiskCampaignEnd', namespace, 'End of a campaign', campaignEnd),
      reply: message('RiskCampaignEnded', namespace, 'Campaign', campaign),
      refusals: { ...commonRefusals, ...campaignUnknown },
      audit: { event: 'risk-analysis.campaign.end', personalData: true },
      bpmnTask: 'risk-campaigns.bpmn#EndCampaign',
      rest: { method: 'POST', path: `${root}/{campaignId}/end` },
    }),
    listCampaigns: operation({
      ...query,
      summary: 'Campaigns with their results so far, the latest first, 1,000 at most; of one state, if it is given.',
      request: message('RiskCampaignsQuery', namespace, 'Campaigns that are looked for', campaignsQuery),
      reply: message('RiskCampaignList', namespace, 'Campaigns', campaignList),
      refusals: commonRefusals,
      audit: { event: 'risk-analysis.campaigns.list' },
      bpmnTask: 'risk-campaigns.bpmn#ListCampaigns',
      rest: { method: 'GET', path: root },
    }),
    consultCampaign: operation({
      ...query,
      summary: 'One campaign with its profiles, its results by Member State, and all that happened to it.',
      request: message('RiskCampaignQuery', namespace, 'Id of a campaign', campaignQuery),
      reply: message('RiskCampaign', namespace, 'Campaign', campaign),
      refusals: { ...commonRefusals, ...campaignUnknown },
      audit: { event: 'risk-analysis.campaign.consult', personalData: true },
      bpmnTask: 'risk-campaigns.bpmn#ConsultCampaign',
      rest: { method: 'GET', path: `${root}/{campaignId}` },
    }),
  },
});
