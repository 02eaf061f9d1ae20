/** One campaign: where it looks, what came of it in each Member State, and what happened. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { barChart } from '../../../../../shared-services/gateway/pages/charts/bars.ts';
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import {
  buttonLink,
  code,
  day,
  facts,
  link,
  moment,
  table,
  wayBack,
} from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { percent } from '../trials/words.ts';
import { levelOf } from '../words.ts';
import { figuresLine, stateTitles } from './board.ts';

export type Campaign = ReplyOf<(typeof contract)['services']['RiskCampaigns']['operations']['consultCampaign']>;

export const consult = ({ calls, parameters }: Visit): Promise<Campaign> =>
  calls.to(contract).consultCampaign({ campaignId: parameters['campaignId'] ?? '' });

const joined = (list: readonly string[] | undefined): string | undefined => list?.join(', ');

const steps: Readonly<Record<string, string>> = { created: 'Planned', reviewed: 'Reviewed', ended: 'Ended' };
export const decisions: Readonly<Record<string, string>> = {
  goOn: 'It goes on',
  adjust: 'It is adjusted',
  end: 'It ends',
};

const chartOf = ({ resultsByMemberState: results = [] }: Campaign): Piece =>
  results.length > 0 &&
  barChart({
    title: 'Finds by Member State',
    unit: 'finds',
    bars: results.map((one) => ({
      label: one.memberState,
      value: one.finds,
      note: `of ${one.controlled} controlled${one.rate === undefined ? '' : ` (${percent(one.rate)})`}, ${one.selected} selected`,
    })),
  });

const profilesOf = ({ profiles = [] }: Campaign): Piece =>
  profiles.length === 0
    ? html`<h2>Profiles</h2><p>None yet: draft one of the kind “priority control area” with this campaign.</p>`
    : table({
        caption: 'Profiles',
        rows: profiles,
        columns: [
          { title: 'Id', cell: (one) => link(one.profileId, paths.profileVersion(one.profileId, one.profileVersion)) },
          { title: 'Title', cell: ({ title }) => title },
          { title: 'Level', cell: ({ riskLevel }) => levelOf(riskLevel) },
          { title: 'Active', cell: ({ activeAt, inactiveAt }) => html`${moment(activeAt)} to ${moment(inactiveAt)}` },
        ],
      });

const historyOf = ({ history }: Campaign): Piece =>
  html`<h2>What happened</h2><ol class="history">${history.map(
    ({ what, decision, at, memberState, subject, official, said }) =>
      html`<li><strong>${steps[what] ?? what}${decision !== undefined && `: ${(decisions[decision] ?? decision).toLowerCase()}`}</strong> ${moment(at)} for ${memberState} by ${code(official ?? subject)}<br>${said}</li>`,
  )}</ol>`;

const actionsOf = ({ visitor }: Visit, { campaignId, state }: Campaign): Piece => {
  const isOver = state === 'ended';
  const mayReview = !isOver && state !== 'planned' && visitor.may('risk-analysis.reviewCampaign');
  return html`<div class="actions">${mayReview && buttonLink('Review', `${paths.campaign(campaignId)}/review`)}${
    !isOver &&
    visitor.may('risk-analysis.endCampaign') &&
    buttonLink('End', `${paths.campaign(campaignId)}/end`, 'secondary')
  }</div>`;
};

export const showCampaign = async (visit: Visit): Promise<PageAnswer> => {
  const campaign = await consult(visit);
  const { routes, endedAt } = campaign;
  return {
    here: paths.campaigns,
    page: {
      title: campaign.name,
      above: wayBack([{ title: 'Campaigns', path: paths.campaigns }]),
      body: html`<p class="lead">${campaign.purpose}</p>${actionsOf(visit, campaign)}
${facts({
  Campaign: code(campaign.campaignId),
  State: stateTitles[campaign.state] ?? campaign.state,
  'Risk area': campaign.riskAreaCode,
  Period: html`${day(campaign.startsOn)} to ${day(campaign.endsOn)}`,
  'Ended early': endedAt !== undefined && moment(endedAt),
  'Member States': joined(campaign.memberStates),
  'Countries of departure': joined(routes?.countriesOfDeparture),
  'Countries of transit': joined(routes?.countriesOfTransit),
  Offices: joined(routes?.offices),
  'Modes of transport': joined(routes?.modesOfTransport),
  Results: figuresLine(campaign.results),
})}
${chartOf(campaign)}${profilesOf(campaign)}${historyOf(campaign)}`,
    },
  };
};
