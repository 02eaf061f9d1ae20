/** What waits for the visitor. */
import { type Html, html, type Piece } from '../../../../shared-services/gateway/pages/html.ts';
import { link } from '../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Route, Visit } from '../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../cdco/risk-analysis/contract.ts';
import { paths } from '../paths.ts';

const tile = (title: string, path: string, figure: number, text: Piece): Html =>
  html`<li><section class="tile"><h2>${link(title, path)}</h2><p class="figure">${figure}</p><p>${text}</p></section></li>`;

const show = async ({ calls, visitor }: Visit): Promise<PageAnswer> => {
  const risk = calls.to(contract);
  const [{ profiles = [] }, { drafts = [] }] = visitor.may('risk-analysis.listProfiles')
    ? await Promise.all([risk.listProfiles({}), risk.listDrafts({ state: 'checked' })])
    : [{}, {}];
  const tiles = [
    tile(
      'Drafts to look at',
      `${paths.drafts}?state=checked`,
      drafts.length,
      'wait for the approval of another person',
    ),
    tile('Profiles', paths.profiles, profiles.length, 'are kept, with all their versions'),
  ];
  const lead = html`<p class="lead">You act for the customs administration of <strong>${visitor.party}</strong>.</p>`;
  return {
    here: paths.home,
    page: {
      title: 'What waits for you',
      body: visitor.may('risk-analysis.listProfiles')
        ? html`${lead}<ul class="tiles">${tiles}</ul>`
        : html`${lead}<p>Your account has no part in risk management.</p>`,
    },
  };
};

export const homeRoutes: readonly Route[] = [{ method: 'get', path: '/', show }];
