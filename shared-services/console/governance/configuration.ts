/** With what the platform runs, how that changed, and who agreed to what is dangerous. */
import { faultSummary, textField } from '../../gateway/pages/forms.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { buttonLink } from '../../gateway/pages/parts.ts';
import { type Faults, form, noFaults, submit } from '../../gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as governance } from '../../governance/contract.ts';
import type { ConsolePage } from '../page.ts';
import { address, paths } from '../paths.ts';
import { grid } from '../shown/grid.ts';
import { sent } from '../shown/sent.ts';
import { approvalTable, changeTable, settingColumns } from './columns.ts';

const propose = 'governance.proposeConfiguration';

const ask = async ({ calls, fields }: Visit) => {
  const of = calls.to(governance);
  const before = fields.text('before');
  const [settings, changes, approvals] = await Promise.all([
    of.listConfiguration({}),
    of.listConfigurationChanges({ limit: 20, ...(/^\d{1,19}$/.test(before) ? { before } : {}) }),
    of.listApprovals({}),
  ]);
  return { settings: settings.setting ?? [], changes, approvals: approvals.approval ?? [] };
};

const proposal = (visit: Visit, { fields: faults }: Faults): Piece => {
  const text = (name: string) => visit.fields.text(name);
  return (
    visit.visitor.may(propose) &&
    html`<h2>Propose a value</h2><p>Somebody else has to agree. The operator of the platform then sets it, and the change is covered.</p>${form(
      {
        visit,
        action: `${paths.configuration}/proposeConfiguration`,
        body: html`${textField({ name: 'name', label: 'Setting', code: true, size: 'long', maxLength: 100, value: text('name'), faults })}${textField({ name: 'value', label: 'Value', code: true, size: 'long', maxLength: 4000, value: text('value'), faults })}${textField({ name: 'reason', label: 'Reason', size: 'long', maxLength: 500, value: text('reason'), faults })}${submit('Propose it')}`,
      },
    )}`
  );
};

const shown = async (visit: Visit, faults: Faults = noFaults): Promise<PageAnswer> => {
  const { settings, changes, approvals } = await ask(visit);
  const made = grid({
    caption: 'Settings that are not what they are by themselves',
    path: paths.configuration,
    fields: visit.fields,
    columns: settingColumns,
    rows: settings,
    // What nobody agreed to comes first.
    sort: 'agreement',
    empty: 'Every platform runs with what it has by itself.',
  });
  if (made.file !== undefined) return made.file;
  const open = settings.filter(({ dangerous, approved }) => dangerous && !approved).length;
  const { change = [], more } = changes;
  const older = address(paths.configuration, { before: change.at(-1)?.id });
  return {
    here: paths.configuration,
    ...(faults === noFaults ? {} : { status: 422 }),
    page: {
      title: 'Configuration',
      body: html`${faultSummary(faults.fields, faults.others)}<p class="lead">${open === 0 ? 'Every dangerous setting has the agreement of two people.' : `${open} dangerous ${open === 1 ? 'setting has' : 'settings have'} a value that nobody agreed to.`}</p>${made.form}${made.table}${approvalTable(approvals)}${proposal(visit, faults)}${changeTable(change)}${more && html`<p class="actions">${buttonLink('Older changes', older, 'secondary')}</p>`}`,
    },
  };
};

const proposed = (visit: Visit): Promise<PageAnswer> => {
  const [name, value, reason] = [visit.fields.text('name'), visit.fields.text('value'), visit.fields.text('reason')];
  return sent({
    visit,
    work: () => visit.calls.to(governance).proposeConfiguration({ name, value, reason }),
    fieldOf: { '/name': 'name', '/value': 'value', '/reason': 'reason' },
    codes: { SETTING_UNKNOWN: 'name' },
    done: ({ approvalId }) => ({ goTo: paths.approval(approvalId), title: 'It waits for somebody else to agree' }),
    again: shown,
  });
};

export const configurationPage: ConsolePage = {
  path: '/configuration',
  link: { title: 'Configuration', group: 'Assurance' },
  shows: ['governance.listConfiguration', 'governance.listConfigurationChanges', 'governance.listApprovals'],
  show: (visit) => shown(visit),
  forms: { [propose]: proposed },
};
