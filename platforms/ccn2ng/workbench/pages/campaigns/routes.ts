import type { Route } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { showBoard } from './board.ts';
import { askEnd, askPlan, askReview, endCampaign, planCampaign, reviewCampaign } from './change.ts';
import { showCampaign } from './show.ts';

const needs = (name: string) => `risk-analysis.${name}`;
const one = '/campaigns/:campaignId';

export const campaignRoutes: readonly Route[] = [
  { method: 'get', path: '/campaigns', needs: needs('listCampaigns'), show: showBoard },
  { method: 'get', path: '/campaigns/new', needs: needs('createCampaign'), show: (visit) => askPlan(visit) },
  { method: 'post', path: '/campaigns/new', show: planCampaign },
  { method: 'get', path: one, needs: needs('consultCampaign'), show: showCampaign },
  { method: 'get', path: `${one}/review`, needs: needs('reviewCampaign'), show: (visit) => askReview(visit) },
  { method: 'post', path: `${one}/review`, show: reviewCampaign },
  { method: 'get', path: `${one}/end`, needs: needs('endCampaign'), show: (visit) => askEnd(visit) },
  { method: 'post', path: `${one}/end`, show: endCampaign },
];
