/** The board of campaigns (priority control areas): planned, running, under review, ended, with their figures. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { buttonLink, day, link } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { count, percent } from '../trials/words.ts';

type List = ReplyOf<(typeof contract)['services']['RiskCampaigns']['operations']['listCampaigns']>;
type Campaign = NonNullable<List['campaigns']>[number];

export const stateTitles: Readonly<Record<string, string>> = {
  planned: 'Planned',
  running: 'Running',
  reviewed: 'Under review',
  ended: 'Ended',
};

export const figuresLine = ({ selected, controlled, finds, rate }: Campaign['results']): string =>
  `${count(selected)} selected, ${count(controlled)} controlled, ${count(finds)} with finds${rate === undefined ? '' : ` (${percent(rate)})`}`;

const cardOf = ({ campaignId, name, riskAreaCode, startsOn, endsOn, memberStates, results }: Campaign): Html =>
  html`<section class="card"><h3>${link(name, paths.campaign(campaignId))}</h3>
<p>${campaignId}, ${riskAreaCode}</p>
<p>${day(startsOn)} to ${day(endsOn)}</p>
<p>${memberStates.join(', ')}</p>
<p><strong>${figuresLine(results)}</strong></p></section>`;

const mostShown = 30;

const columnOf = (state: string, title: string, all: readonly Campaign[]): Html => {
  const own = all.filter((one) => one.state === state);
  const more: Piece = own.length > mostShown && html`<p>and ${own.length - mostShown} more</p>`;
  return html`<li><h2>${title} (${own.length})</h2>${own.slice(0, mostShown).map(cardOf)}${own.length === 0 && html`<p class="muted">None.</p>`}${more}</li>`;
};

export const showBoard = async ({ calls, visitor }: Visit): Promise<PageAnswer> => {
  const { campaigns = [] } = await calls.to(contract).listCampaigns({});
  return {
    here: paths.campaigns,
    page: {
      title: 'Campaigns',
      body: html`<p class="lead">Priority control areas: what Member States look for together, for a time.</p>
${visitor.may('risk-analysis.createCampaign') && html`<div class="actions">${buttonLink('Plan a campaign', paths.newCampaign)}</div>`}
<ul class="board">${Object.entries(stateTitles).map(([state, title]) => columnOf(state, title, campaigns))}</ul>`,
    },
  };
};
