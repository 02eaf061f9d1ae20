/** One incident: what is known of it, what was done, and what can be done. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { faultSummary, textField } from '../../gateway/pages/forms.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { facts, link, wayBack } from '../../gateway/pages/parts.ts';
import { type Faults, noFaults } from '../../gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as security } from '../../security/contract.ts';
import type { ConsolePage } from '../page.ts';
import { address, paths } from '../paths.ts';
import { msOf } from '../shown/moments.ts';
import { sent } from '../shown/sent.ts';
import { stepTable } from '../shown/steps.ts';
import { instant, whole } from '../shown/words.ts';
import { said, severityOf, standingOf } from './columns.ts';

const [acknowledge, close, propose] = [
  'security.acknowledgeIncident',
  'security.closeIncident',
  'security.proposeResponse',
] as const;

type Incident = ReplyOf<(typeof security)['services']['SecurityIncidents']['operations']['consultIncident']>;

const idOf = ({ parameters }: Visit): string => parameters['incidentId'] ?? '';

const factsOf = (one: Incident): Piece =>
  facts({
    State: standingOf(one.state),
    'How grave': severityOf(one.severity),
    From: html`<span class="breaks">${one.source}</span> (${one.sourceKind})`,
    Events: link(
      whole(one.events),
      address(paths.security, {
        kind: one.kind,
        ...(one.sourceKind === 'platform' ? {} : { [one.sourceKind]: one.source }),
      }),
    ),
    'Of how many': `${whole(one.partners)} partners, ${whole(one.credentials)} credentials, ${whole(one.addresses)} addresses`,
    Opened: instant(msOf(one.openedAt)),
    'Last seen': instant(msOf(one.lastSeenAt)),
    'Taken on by': one.acknowledgedBy,
    'Closed by': one.closedBy,
    'Closed at': one.closedAt === undefined ? undefined : instant(msOf(one.closedAt)),
    Responses: (one.response ?? []).map((id) => html`${link(id, paths.response(id))} `),
  });

const way = (visit: Visit, name: string) => `${paths.incident(idOf(visit))}/${name}`;

const actions = (visit: Visit, one: Incident, { fields: faults }: Faults): Piece => {
  const { visitor, fields } = visit;
  if (one.state === 'closed' || !visitor.may(close)) return undefined;
  return html`<h2>What is done about it?</h2><form method="post" novalidate action="${way(visit, 'closeIncident')}">${visit.formHead}
${textField({ name: 'reason', label: 'Note', hint: 'It is kept with the incident.', size: 'long', maxLength: 500, value: fields.text('reason'), faults })}
<p class="actions">${one.state === 'open' && html`<button type="submit" class="ecl-button ecl-button--primary" formaction="${way(visit, 'acknowledgeIncident')}">Take it on</button>`}<button type="submit" class="ecl-button ecl-button--secondary">Close it</button>${
    visitor.may(propose) &&
    html`<a class="ecl-button ecl-button--secondary" href="${address(paths.responses, { incidentId: one.incidentId, ...(one.sourceKind === 'address' ? {} : { against: one.source }) })}#action">Propose a response</a>`
  }</p></form>`;
};

const shown = async (visit: Visit, faults: Faults = noFaults): Promise<PageAnswer> => {
  const one = await visit.calls.to(security).consultIncident({ incidentId: idOf(visit) });
  return {
    here: paths.incidents,
    ...(faults === noFaults ? {} : { status: 422 }),
    page: {
      title: `Incident: ${said(one.kind)}`,
      above: wayBack([{ title: 'Incidents', path: paths.incidents }]),
      body: html`${faultSummary(faults.fields, faults.others)}${factsOf(one)}${actions(visit, one, faults)}${stepTable(one.step ?? [])}`,
    },
  };
};

const changed = (operation: 'acknowledgeIncident' | 'closeIncident', title: string) => (visit: Visit) =>
  sent({
    visit,
    work: () => visit.calls.to(security)[operation]({ incidentId: idOf(visit), reason: visit.fields.text('reason') }),
    fieldOf: { '/reason': 'reason' },
    done: () => ({ goTo: paths.incident(idOf(visit)), title }),
    again: shown,
  });

export const incidentPage: ConsolePage = {
  path: '/incidents/:incidentId',
  shows: ['security.consultIncident'],
  show: (visit) => shown(visit),
  forms: {
    [acknowledge]: changed('acknowledgeIncident', 'You have taken the incident on'),
    [close]: changed('closeIncident', 'The incident is closed'),
  },
};
