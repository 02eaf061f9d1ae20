/** One alert: what it means, what to do, and who has taken it on. */

import { faultSummary, textArea, textField } from '../../gateway/pages/forms.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { code, facts, wayBack } from '../../gateway/pages/parts.ts';
import { type Faults, faultsFrom, form, noFaults, submit } from '../../gateway/pages/site/forms.ts';
import { refuse } from '../../gateway/pages/site/refusals.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as monitoring } from '../../monitoring/contract.ts';
import { type ConsolePage, stateOf } from '../page.ts';
import { paths } from '../paths.ts';
import { few, instant } from '../shown/words.ts';
import { type Alert, labelsOf } from './alerts.ts';

const idOf = ({ parameters }: Visit): string => parameters['alertId'] ?? '';

const find = async (visit: Visit): Promise<Alert> => {
  const { alert = [] } = await visit.calls.to(monitoring).listAlerts({ limit: 1000 });
  const found = alert.find(({ alertId }) => alertId === idOf(visit));
  if (found === undefined) throw refuse('PAGE_UNKNOWN');
  return found;
};

const acknowledgement = (visit: Visit, one: Alert, faults: Faults): Piece =>
  visit.visitor.may('monitoring.acknowledgeAlert') &&
  one.acknowledgedBy === undefined &&
  html`<h2>Take it on</h2>${form({
    visit,
    action: `${paths.alert(one.alertId)}/acknowledgeAlert`,
    body: html`${textArea({ name: 'note', label: 'Note', hint: 'For colleagues: what is being done.', optional: true, rows: 2, value: visit.fields.text('note'), faults: faults.fields })}${submit('Take it on')}`,
  })}`;

const silence = (visit: Visit, one: Alert, faults: Faults): Piece =>
  visit.visitor.may('monitoring.silenceAlert') &&
  html`<h2>Silence it</h2><p>It is shown all the same; nobody is called.</p>${form({
    visit,
    action: `${paths.alert(one.alertId)}/silenceAlert`,
    body: html`${textField({ name: 'minutes', label: 'For how many minutes', hint: '0 ends the silence; a week at most.', size: 'short', value: visit.fields.text('minutes') || '60', faults: faults.fields })}${textField({ name: 'reason', label: 'Reason', size: 'long', maxLength: 500, value: visit.fields.text('reason'), faults: faults.fields })}${submit('Silence it')}`,
  })}`;

const shown = async (visit: Visit, faults: Faults = noFaults): Promise<PageAnswer> => {
  const one = await find(visit);
  const at = (ms: number | undefined) => (ms === undefined ? undefined : instant(ms));
  return {
    here: paths.alerts,
    ...(faults === noFaults ? {} : { status: 422 }),
    page: {
      title: one.alert,
      above: wayBack([{ title: 'Alerts', path: paths.alerts }]),
      body: html`${faultSummary(faults.fields, faults.others)}<p class="lead">${one.summary}</p>
<h2>What to do</h2><p>${one.whatToDo}</p>
${facts({
  State: stateOf(one.state),
  'Wants somebody': one.severity === 'page' ? 'now' : 'in working hours',
  About: one.label === undefined ? undefined : code(labelsOf(one)),
  Measured: one.value === undefined ? undefined : few(Number(one.value)),
  Since: instant(one.sinceMs),
  'Fires since': at(one.firingSinceMs),
  'Over since': at(one.resolvedAtMs),
  'Taken on by': one.acknowledgedBy,
  'Taken on': at(one.acknowledgedAtMs),
  Note: one.note,
  'Silenced until': at(one.silencedUntilMs),
  'Silenced by': one.silencedBy,
  'Reason of the silence': one.silenceReason,
  Runbook: code(one.runbook),
})}
${acknowledgement(visit, one, faults)}${silence(visit, one, faults)}`,
    },
  };
};

const sent = async (visit: Visit, work: () => Promise<unknown>, title: string): Promise<PageAnswer> => {
  try {
    await work();
  } catch (error) {
    const faults = faultsFrom(error, { '/minutes': 'minutes', '/reason': 'reason', '/note': 'note' });
    if (faults === undefined) throw error;
    return shown(visit, faults);
  }
  return { goTo: paths.alert(idOf(visit)), news: { title } };
};

const acknowledge = (visit: Visit) => {
  const note = visit.fields.text('note');
  const request = { alertId: idOf(visit), ...(note === '' ? {} : { note }) };
  return sent(visit, () => visit.calls.to(monitoring).acknowledgeAlert(request), 'You have taken the alert on');
};

const silenced = (visit: Visit) => {
  const [minutes, reason] = [visit.fields.text('minutes'), visit.fields.text('reason')];
  // What is no whole number is for the contract to refuse.
  const request = { alertId: idOf(visit), minutes: minutes === '' ? Number.NaN : Number(minutes), reason };
  const title = minutes === '0' ? 'The silence has ended' : 'The alert is silenced';
  return sent(visit, () => visit.calls.to(monitoring).silenceAlert(request), title);
};

export const alertPage: ConsolePage = {
  path: '/alerts/:alertId',
  shows: ['monitoring.listAlerts'],
  show: (visit) => shown(visit),
  forms: { 'monitoring.acknowledgeAlert': acknowledge, 'monitoring.silenceAlert': silenced },
};
