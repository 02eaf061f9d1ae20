/** One response: decided by a second person, or taken back. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { faultSummary, textField } from '../../gateway/pages/forms.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { facts, link, wayBack } from '../../gateway/pages/parts.ts';
import { type Faults, form, noFaults, submit } from '../../gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as security } from '../../security/contract.ts';
import { proposalMs } from '../../security/domain/response.ts';
import type { ConsolePage } from '../page.ts';
import { paths } from '../paths.ts';
import { decisionButtons } from '../shown/decisions.ts';
import { msOf } from '../shown/moments.ts';
import { sent } from '../shown/sent.ts';
import { stepTable } from '../shown/steps.ts';
import { instant } from '../shown/words.ts';
import { said, standingOf } from './columns.ts';

const [decide, lift] = ['security.decideResponse', 'security.liftResponse'] as const;

type Response = ReplyOf<(typeof security)['services']['SecurityResponse']['operations']['consultResponse']>;

interface Outcome {
  readonly state: string;
  readonly liftingProposedBy?: string;
}

const idOf = ({ parameters }: Visit): string => parameters['responseId'] ?? '';
const at = (dateTime: string | undefined): Piece => dateTime !== undefined && instant(msOf(dateTime));

const factsOf = (one: Response): Piece =>
  facts({
    State: standingOf(one.state),
    Gateways: one.applied ? 'know it as it stands' : 'are not told yet',
    Against: html`<span class="breaks">${one.target}</span>`,
    Reason: one.reason,
    Until: one.until === undefined ? 'it is lifted' : at(one.until),
    'In an emergency': one.emergency && 'in force before somebody else had decided',
    Incident: one.incidentId !== undefined && link(one.incidentId, paths.incident(one.incidentId)),
    'Proposed by': one.proposedBy,
    'Proposed at': at(one.proposedAt),
    'Decided by': one.decidedBy,
    'Decided at': at(one.decidedAt),
    'Reason of the decision': one.decisionReason,
    'Lifting proposed by': one.liftingProposedBy,
    'Lifting proposed at': at(one.liftingProposedAt),
    'Lifted by': one.liftedBy,
    'Lifted at': at(one.liftedAt),
  });

const reason = (visit: Visit, { fields: faults }: Faults): Piece =>
  textField({
    name: 'reason',
    label: 'Reason',
    size: 'long',
    maxLength: 500,
    value: visit.fields.text('reason'),
    faults,
  });

const isOpen = ({ state }: Response) => state === 'proposed' || state === 'emergency';

const takingBack = (visit: Visit, one: Response, faults: Faults): Piece =>
  visit.visitor.may(lift) &&
  html`<h2>Take it back</h2><p>What nobody else has agreed to, one person takes back.</p>${form({
    visit,
    action: `${paths.response(one.responseId)}/liftResponse`,
    body: html`${reason(visit, faults)}${submit('Take it back')}`,
  })}`;

/** What nobody has agreed to for a week is proposed anew. */
const lifting = (visit: Visit, one: Response, faults: Faults): Piece => {
  const isFresh = visit.nowMs < msOf(one.liftingProposedAt ?? '') + proposalMs;
  const first = isFresh ? one.liftingProposedBy : undefined;
  if (first === visit.visitor.party)
    return html`<h2>Lift it</h2><p>You have said that it should be lifted. It is lifted when somebody else says the same within a week.</p>`;
  return html`<h2>Lift it</h2><p>${
    first === undefined
      ? 'Two people lift what two have agreed to: somebody else has to say the same within a week.'
      : 'One person has said that it should be lifted. It is lifted when somebody else says the same.'
  }</p>${form({
    visit,
    action: `${paths.response(one.responseId)}/liftResponse`,
    body: html`${reason(visit, faults)}${submit(first === undefined ? 'Propose to lift it' : 'Lift it')}`,
  })}`;
};

const decision = (visit: Visit, one: Response, faults: Faults): Piece => {
  // An administrator's party is the account.
  if (isOpen(one) && one.proposedBy === visit.visitor.party) return takingBack(visit, one, faults);
  if (isOpen(one) && visit.visitor.may(decide))
    return html`<h2>Decide</h2><p>Nobody agrees to what they have proposed themselves.</p>${form({
      visit,
      action: `${paths.response(one.responseId)}/decideResponse`,
      body: html`${reason(visit, faults)}${decisionButtons([
        ['approved', 'Agree'],
        ['rejected', 'Reject'],
      ])}`,
    })}`;
  return one.state === 'in-force' && visit.visitor.may(lift) && lifting(visit, one, faults);
};

const shown = async (visit: Visit, faults: Faults = noFaults): Promise<PageAnswer> => {
  const one = await visit.calls.to(security).consultResponse({ responseId: idOf(visit) });
  return {
    here: paths.responses,
    ...(faults === noFaults ? {} : { status: 422 }),
    page: {
      title: `Response: ${said(one.action)}`,
      above: wayBack([{ title: 'Responses', path: paths.responses }]),
      body: html`${faultSummary(faults.fields, faults.others)}${factsOf(one)}${decision(visit, one, faults)}${stepTable(one.step ?? [])}`,
    },
  };
};

const titleOf = ({ state, liftingProposedBy }: Outcome): string =>
  state === 'in-force' && liftingProposedBy !== undefined
    ? 'It stays in force until somebody else says the same'
    : `The response is ${said(state)}`;

const after = (visit: Visit, work: () => Promise<Outcome>) =>
  sent({
    visit,
    work,
    fieldOf: { '/reason': 'reason' },
    done: (outcome) => ({ goTo: paths.response(idOf(visit)), title: titleOf(outcome) }),
    again: shown,
  });

const given = (visit: Visit) => ({ responseId: idOf(visit), reason: visit.fields.text('reason') });

export const responsePage: ConsolePage = {
  path: '/responses/:responseId',
  shows: ['security.consultResponse'],
  show: (visit) => shown(visit),
  forms: {
    [decide]: (visit) =>
      after(visit, () =>
        visit.calls.to(security).decideResponse({ ...given(visit), decision: visit.fields.text('decision') }),
      ),
    [lift]: (visit) => after(visit, () => visit.calls.to(security).liftResponse(given(visit))),
  },
};
