/** Starting a trial: of a draft, or of a profile that is live. */
import { faultSummary, textArea, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html } from '../../../../../shared-services/gateway/pages/html.ts';
import { link, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import {
  type Faults,
  faultsFrom,
  form,
  isFaulty,
  keep,
  noFaults,
  submit,
} from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { newId } from '../../../../../shared-services/kit/call.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';

const page = (
  visit: Visit,
  title: string,
  lead: string,
  action: string,
  body: ReturnType<typeof html>,
  { fields, others }: Faults,
): PageAnswer => {
  const faulty = isFaulty({ fields, others });
  return {
    here: paths.trials,
    status: faulty ? 422 : 200,
    page: {
      title,
      ...(faulty ? { state: 'Error' } : {}),
      above: wayBack([{ title: 'Trials', path: paths.trials }]),
      body: html`${faultSummary(fields, others)}<p class="lead">${lead}</p>${form({ visit, action, body })}`,
    },
  };
};

/** Drawn with the form: a form that is sent twice starts one trial. */
const referenceIn = ({ fields }: Visit): string => fields.text('reference') || newId();

const whyField = ({ fields }: Visit, faults: Faults['fields']) =>
  textArea({
    name: 'reason',
    label: 'Why',
    hint: 'It stays on record.',
    value: fields.text('reason'),
    rows: 2,
    faults,
  });

export const askBacktest = async (visit: Visit, faults: Faults = noFaults): Promise<PageAnswer> => {
  const { text } = visit.fields;
  const days = (name: string, label: string) =>
    textField({ name, label, type: 'date', size: 'short', optional: true, value: text(name), faults: faults.fields });
  const body = html`${keep('reference', referenceIn(visit))}${textField({
    name: 'draft',
    label: 'Draft',
    hint: 'Id of a draft; or name a profile below.',
    value: text('draft'),
    either: true,
    code: true,
    faults: faults.fields,
  })}${textField({ name: 'profile', label: 'Profile', value: text('profile'), either: true, size: 'short', code: true, faults: faults.fields })}
<div class="side-by-side">${days('fromDay', 'First day of declarations')}${days('toDay', 'Last day')}</div>
${whyField(visit, faults.fields)}<div class="actions">${submit('Start the backtest')}${link('Cancel', paths.trials)}</div>`;
  const lead =
    'It holds the criteria against stored declarations, beside the live profiles; nothing that is live changes.';
  return page(visit, 'Start a backtest', lead, paths.newBacktest, body, faults);
};

export const startBacktest = async (visit: Visit): Promise<PageAnswer> => {
  const { text } = visit.fields;
  const [draft, profile, fromDay, toDay] = [
    text('draft'),
    text('profile').toUpperCase(),
    text('fromDay'),
    text('toDay'),
  ];
  try {
    const { backtestId } = await visit.calls.to(contract).startBacktest({
      reference: referenceIn(visit),
      ...(draft === '' ? {} : { draftIds: [draft] }),
      ...(profile === '' ? {} : { profileIds: [profile] }),
      ...(fromDay === '' ? {} : { fromDay }),
      ...(toDay === '' ? {} : { toDay }),
      reason: text('reason'),
    });
    return { goTo: paths.backtest(backtestId), news: { title: 'The backtest is started' } };
  } catch (error) {
    const places = { '/draftIds': 'draft', '/profileIds': 'profile', '/fromDay': 'fromDay', '/toDay': 'toDay' };
    const faults = faultsFrom(error, { ...places, '/reason': 'reason' });
    if (faults === undefined) throw error;
    return askBacktest(visit, faults);
  }
};

export const askShadow = async (visit: Visit, faults: Faults = noFaults): Promise<PageAnswer> => {
  const { text } = visit.fields;
  const field = (name: string, label: string, hint: string, optional = false) =>
    textField({ name, label, hint, optional, code: true, value: text(name), faults: faults.fields });
  const body = html`${keep('reference', referenceIn(visit))}${field('draft', 'Draft', 'Id of a draft.')}
${field('hours', 'Hours', 'After so many it ends by itself; 168 (a week) if not said.', true)}
${whyField(visit, faults.fields)}<div class="actions">${submit('Start the shadow run')}${link('Cancel', paths.trials)}</div>`;
  const lead = 'The draft sees every live declaration from now on, and changes no answer.';
  return page(visit, 'Start a shadow run', lead, paths.newShadow, body, faults);
};

export const startShadow = async (visit: Visit): Promise<PageAnswer> => {
  const { text } = visit.fields;
  const hours = Number.parseInt(text('hours'), 10);
  try {
    const { shadowRunId } = await visit.calls.to(contract).startShadow({
      ...{ reference: referenceIn(visit), draftId: text('draft'), reason: text('reason') },
      ...(Number.isNaN(hours) ? {} : { hours }),
    });
    return { goTo: paths.shadow(shadowRunId), news: { title: 'The shadow run is started' } };
  } catch (error) {
    const faults = faultsFrom(error, { '/draftId': 'draft', '/hours': 'hours', '/reason': 'reason' });
    if (faults === undefined) throw error;
    return askShadow(visit, faults);
  }
};
