/** One draft: what it says, what happened to it, and what can be done about it. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import {
  buttonLink,
  code,
  facts,
  link,
  moment,
  notice,
  wayBack,
} from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { definitionParts } from '../definition-parts.ts';
import { asked } from '../filter.ts';
import { trialsOfDraft } from '../trials/list.ts';
import { stateOf } from '../words.ts';

export type Consulted = ReplyOf<(typeof contract)['services']['RiskProfileLife']['operations']['consultDraft']>;

export const consult = ({ calls, parameters }: Visit): Promise<Consulted> =>
  calls.to(contract).consultDraft({ draftId: parameters['draftId'] ?? '' });

const steps: Readonly<Record<string, string>> = {
  drafted: 'Drafted',
  checked: 'Checked',
  approved: 'Approved',
  rejected: 'Rejected',
  retired: 'Retired',
};

const historyOf = ({ history }: Consulted): Html =>
  html`<h2>What happened</h2><ol class="history">${history.map(
    ({ what, at, subject, official, reason }) =>
      html`<li><strong>${steps[what] ?? what}</strong> ${moment(at)} by ${code(official ?? subject)}<br>${reason}</li>`,
  )}</ol>`;

const actionsOf = ({ visitor }: Visit, { draftId, state }: Consulted): Piece => {
  const at = paths.draft(draftId);
  const waits = state === 'checked';
  return html`<div class="actions">${waits && visitor.may('risk-analysis.approveProfile') && buttonLink('Approve', `${at}/approve`)}${
    waits && visitor.may('risk-analysis.rejectProfile') && buttonLink('Reject or withdraw', `${at}/reject`, 'secondary')
  }${visitor.may('risk-analysis.draftProfile') && buttonLink('New draft from this one', asked(paths.newDraft, { draft: draftId }), 'secondary')}</div>`;
};

export const showDraft = async (visit: Visit): Promise<PageAnswer> => {
  const draft = await consult(visit);
  const { profileId, profileVersion, warnings = [], state, activeAt, inactiveAt } = draft;
  const { title, content } = await definitionParts(visit, draft.definition);
  return {
    here: paths.drafts,
    page: {
      title: title ?? profileId,
      above: wayBack([{ title: 'Drafts', path: paths.drafts }]),
      body: html`<p class="lead">Draft of ${link(profileId, paths.profile(profileId))} version ${profileVersion} ${stateOf(state)}</p>
${actionsOf(visit, draft)}
${warnings.length > 0 && notice({ tone: 'warning', title: 'To be thought of', text: html`<ul>${warnings.map((one) => html`<li>${one}</li>`)}</ul>` })}
${facts({ 'Active from': activeAt && moment(activeAt), 'Active to': inactiveAt && moment(inactiveAt), Reference: code(draft.reference) })}
${content}
${await trialsOfDraft(visit, draft.draftId)}
${historyOf(draft)}`,
    },
  };
};
