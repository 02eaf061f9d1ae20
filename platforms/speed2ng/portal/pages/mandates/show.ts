/** One mandate: what it says, what can be done with it, and all that happened to it. */

import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { code, facts, link, moment, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import { type Action, actionsFor } from '../../../../../shared-services/gateway/pages/site/actions.ts';
import type { PageAnswer, Visit, Visitor } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../uumds/mandates/contract.ts';
import { paths } from '../../paths.ts';
import { stateOf, validity } from './list.ts';
import { scopeWords } from './scope.ts';
import { changeWords, kindWords, type Mandate, type Procedure, profileWords } from './words.ts';

type History = ReplyOf<(typeof contract)['services']['Mandates']['operations']['consultMandate']>;
type Change = History['change'][number];

export const backToMandates = wayBack([{ title: 'Mandates', path: paths.mandates }]);

const party = (eori: string, own: string): Html => html`${eori}${eori === own && ' (us)'}`;

const other = (mandateId: string | undefined): Piece =>
  mandateId !== undefined && link('The other mandate', paths.mandate(mandateId));

export const mandateFacts = (mandate: Mandate, procedures: readonly Procedure[], own: string): Html =>
  facts({
    State: html`${stateOf(mandate)}${mandate.state === 'inForce' && !mandate.effective && ' It does not entitle to anything yet, or at the moment.'}`,
    'Given by': party(mandate.mandator, own),
    'Given to': party(mandate.mandatary, own),
    'Acts for': mandate.principal !== mandate.mandator && party(mandate.principal, own),
    Kind: kindWords[mandate.kind].title,
    As: profileWords[mandate.profile],
    Covers: scopeWords(mandate.scope, procedures),
    Valid: validity(mandate),
    'May be passed on': mandate.maySubDelegate && 'Yes, to another service provider',
    'Passes on a part of': other(mandate.basedOn),
    Replaces: other(mandate.replaces),
    'Replaced by': other(mandate.replacedBy),
    Number: code(mandate.mandateId),
  });

const step = ({ at, change, by, person, reason, related }: Change, own: string): Html => html`<li>
<strong>${changeWords[change] ?? change}</strong>${by !== undefined && html` by ${party(by, own)}`}${person !== undefined && html`, ${person}`}
<p class="muted">${moment(at)}</p>
${reason !== undefined && html`<p>Reason given: <bdi>${reason}</bdi></p>`}${related !== undefined && html`<p>${other(related)}</p>`}
</li>`;

/** What each side can do about it. */
const actions = ({ mandateId, mandatary, mandator }: Mandate, { party }: Visitor): Action[] => {
  const at = paths.mandate(mandateId);
  const revocation = { path: `${at}/revoke`, operation: 'mandates.revokeMandate', secondary: true };
  const replacing = `${paths.newMandate}?replaces=${encodeURIComponent(mandateId)}`;
  const answers: Action[] = [
    { text: 'Accept', path: `${at}/accept`, operation: 'mandates.acceptMandate', while: ['proposed'] },
    {
      ...{ text: 'Decline', path: `${at}/decline`, secondary: true },
      ...{ operation: 'mandates.declineMandate', while: ['proposed'] },
    },
  ];
  const changes: Action[] = [
    { ...revocation, text: 'Withdraw', while: ['proposed'] },
    {
      ...{ text: 'Replace', path: replacing, secondary: true },
      ...{ operation: 'mandates.grantMandate', while: ['inForce'] },
    },
  ];
  return [
    ...(mandatary === party ? answers : []),
    { ...revocation, text: 'Revoke', while: ['inForce'] },
    ...(mandator === party ? changes : []),
  ];
};

export const consult = async ({ calls, parameters }: Visit) => {
  const of = calls.to(contract);
  const mandateId = parameters['mandateId'] ?? '';
  const [history, { procedure }] = await Promise.all([of.consultMandate({ mandateId }), of.listProcedures({})]);
  return { history, procedures: procedure };
};

export const showMandate = async (visit: Visit): Promise<PageAnswer> => {
  const { history, procedures } = await consult(visit);
  const { mandate, change } = history;
  return {
    here: paths.mandates,
    page: {
      title: `Mandate ${mandate.reference}`,
      above: backToMandates,
      body: html`${mandateFacts(mandate, procedures, visit.visitor.party)}
${actionsFor(visit.visitor, mandate.state, actions(mandate, visit.visitor))}
<h2>What happened to it</h2>
<ol class="history">${change.map((one) => step(one, visit.visitor.party))}</ol>`,
    },
  };
};
