/** One proposed value of a dangerous setting, and the decision of somebody else. */
import { faultSummary, textField } from '../../gateway/pages/forms.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { code, facts, wayBack } from '../../gateway/pages/parts.ts';
import { type Faults, form, noFaults } from '../../gateway/pages/site/forms.ts';
import { refuse } from '../../gateway/pages/site/refusals.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as governance } from '../../governance/contract.ts';
import type { ConsolePage } from '../page.ts';
import { paths } from '../paths.ts';
import { decisionButtons } from '../shown/decisions.ts';
import { msOf } from '../shown/moments.ts';
import { sent } from '../shown/sent.ts';
import { instant } from '../shown/words.ts';
import { type Approval, approvalState } from './columns.ts';

const decide = 'governance.decideConfiguration';
const idOf = ({ parameters }: Visit): string => parameters['approvalId'] ?? '';

const find = async (visit: Visit): Promise<Approval> => {
  const { approval = [] } = await visit.calls.to(governance).listApprovals({});
  const found = approval.find(({ approvalId }) => approvalId === idOf(visit));
  if (found === undefined) throw refuse('PAGE_UNKNOWN');
  return found;
};

const choices: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  proposed: [
    ['approved', 'Agree'],
    ['rejected', 'Reject'],
    ['withdrawn', 'Take it back'],
  ],
  approved: [['withdrawn', 'Take the agreement back']],
};

const decision = (visit: Visit, one: Approval, { fields: faults }: Faults): Piece => {
  const open = choices[one.state];
  if (open === undefined || !visit.visitor.may(decide)) return undefined;
  return html`<h2>Decide</h2><p>Nobody agrees to what they have proposed themselves.</p>${form({
    visit,
    action: `${paths.approval(one.approvalId)}/decideConfiguration`,
    body: html`${textField({ name: 'reason', label: 'Reason', size: 'long', maxLength: 500, value: visit.fields.text('reason'), faults })}${decisionButtons(open)}`,
  })}`;
};

const shown = async (visit: Visit, faults: Faults = noFaults): Promise<PageAnswer> => {
  const one = await find(visit);
  return {
    here: paths.configuration,
    ...(faults === noFaults ? {} : { status: 422 }),
    page: {
      title: `Agreement on ${one.name}`,
      above: wayBack([{ title: 'Configuration', path: paths.configuration }]),
      body: html`${faultSummary(faults.fields, faults.others)}${facts({
        State: approvalState(one),
        Setting: code(one.name),
        Value: code(one.value),
        Reason: one.reason,
        'Proposed by': one.proposedBy,
        'Proposed at': instant(msOf(one.proposedAt)),
        'Decided by': one.decidedBy,
        'Decided at': one.decidedAt === undefined ? undefined : instant(msOf(one.decidedAt)),
        'Reason of the decision': one.decisionReason,
      })}${decision(visit, one, faults)}`,
    },
  };
};

const decided = (visit: Visit): Promise<PageAnswer> => {
  const { fields, calls } = visit;
  const request = { approvalId: idOf(visit), decision: fields.text('decision'), reason: fields.text('reason') };
  return sent({
    visit,
    work: () => calls.to(governance).decideConfiguration(request),
    fieldOf: { '/reason': 'reason' },
    done: ({ state }) => ({ goTo: paths.approval(idOf(visit)), title: `The value is ${state}` }),
    again: shown,
  });
};

export const approvalPage: ConsolePage = {
  path: '/configuration/:approvalId',
  shows: ['governance.listApprovals'],
  show: (visit) => shown(visit),
  forms: { [decide]: decided },
};
