/** The form with which a mandate is given. */
import { choiceField, faultSummary, textArea, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { link } from '../../../../../shared-services/gateway/pages/parts.ts';
import { newId } from '../../../../../shared-services/kit/call.ts';
import { toDay } from '../../../../../shared-services/kit/clock.ts';
import { contract } from '../../../../uumds/mandates/contract.ts';
import type { Fields } from '../../fields.ts';
import { type Faults, faultsFrom, form, isFaulty, keep, noFaults, submit } from '../../forms.ts';
import { paths } from '../../paths.ts';
import type { PageAnswer, Visit } from '../../visit.ts';
import { proposalFrom } from './proposal.ts';
import { chosenOf, scopeChoices } from './scope.ts';
import { backToMandates } from './show.ts';
import { kindWords, type Mandate, profileWords } from './words.ts';

/** What the form begins with: nothing, or the mandate that is to be replaced. */
interface Entered {
  readonly text: Fields['text'];
  readonly scope: readonly string[];
}

const entered = (fields: Fields): Entered => ({ text: fields.text, scope: fields.all('scope') });

const blank = (nowMs: number): Entered => {
  const values: Readonly<Record<string, string>> = {
    reference: `M-${toDay(nowMs)}-${newId().slice(-6)}`,
    validFrom: toDay(nowMs),
  };
  return { text: (name) => values[name] ?? '', scope: [] };
};

const replacing = (mandate: Mandate, nowMs: number): Entered => {
  const first = blank(nowMs);
  const values: Readonly<Record<string, string>> = {
    mandatary: mandate.mandatary,
    kind: mandate.kind,
    profile: mandate.profile,
    validTo: mandate.validTo ?? '',
    maySubDelegate: mandate.maySubDelegate ? 'yes' : '',
    replaces: mandate.mandateId,
  };
  return { text: (name) => values[name] ?? first.text(name), scope: chosenOf(mandate.scope) };
};

const words = (of: Readonly<Record<string, { readonly title: string; readonly hint: string }>>) =>
  Object.entries(of).map(([value, { title, hint }]) => ({ value, label: title, hint }));

const fieldsOf = (
  { text, scope }: Entered,
  { fields: faults }: Faults,
  choices: Parameters<typeof choiceField>[0]['choices'],
): Piece => [
  textField({
    name: 'mandatary',
    label: 'EORI of who is to act for you',
    hint: 'Two letters of the country, then up to 15 letters and digits: DE000000000000002.',
    value: text('mandatary'),
    size: 'short',
    maxLength: 30,
    code: true,
    faults,
  }),
  choiceField({ name: 'kind', label: 'How they act', choices: words(kindWords), chosen: [text('kind')], faults }),
  choiceField({
    name: 'profile',
    label: 'As what they may act',
    choices: Object.entries(profileWords).map(([value, label]) => ({ value, label })),
    chosen: [text('profile')],
    faults,
  }),
  choiceField({
    name: 'scope',
    label: 'What the mandate covers',
    hint: 'Choose all that apply.',
    many: true,
    choices,
    chosen: scope,
    faults,
  }),
  textField({
    name: 'validFrom',
    label: 'First day',
    hint: 'The day begins at midnight, Coordinated Universal Time (UTC).',
    type: 'date',
    size: 'short',
    value: text('validFrom'),
    faults,
  }),
  textField({
    name: 'validTo',
    label: 'Last day',
    optional: true,
    hint: 'The mandate ends with this day (UTC). Without it, when one of you revokes it.',
    type: 'date',
    size: 'short',
    value: text('validTo'),
    faults,
  }),
  choiceField({
    name: 'maySubDelegate',
    label: 'Passing on',
    optional: true,
    many: true,
    choices: [
      {
        value: 'yes',
        label: 'The service provider may have another one send for it',
        hint: 'Only for a mandate to send messages.',
      },
    ],
    chosen: [text('maySubDelegate')],
    faults,
  }),
  textField({
    name: 'reference',
    label: 'Your reference',
    hint: 'A name of your own by which you find it again; use each once.',
    value: text('reference'),
    maxLength: 35,
    code: true,
    faults,
  }),
  textArea({
    name: 'reason',
    label: 'Note',
    optional: true,
    hint: 'The other side reads it.',
    value: text('reason'),
    rows: 3,
    faults,
  }),
];

const render = async (visit: Visit, values: Entered, faults: Faults): Promise<PageAnswer> => {
  const { procedure } = await visit.calls.to(contract).listProcedures({});
  const replaces = values.text('replaces');
  const body = html`${replaces !== '' && keep('replaces', replaces)}${fieldsOf(values, faults, scopeChoices(procedure))}
<div class="actions">${submit('Propose the mandate')}${link('Cancel', paths.mandates)}</div>`;
  return {
    here: paths.mandates,
    status: isFaulty(faults) ? 422 : 200,
    page: {
      title: replaces === '' ? 'Give a mandate' : 'Replace a mandate',
      ...(isFaulty(faults) ? { state: 'Error' } : {}),
      above: backToMandates,
      body: html`${faultSummary(faults.fields, faults.others)}
<p class="lead">It counts once the other side has accepted it${replaces !== '' && '; the mandate that it replaces ends then'}.</p>
${form({ visit, action: paths.newMandate, body })}`,
    },
  };
};

export const askMandate = async (visit: Visit): Promise<PageAnswer> => {
  const replaces = visit.fields.text('replaces');
  if (replaces === '') return render(visit, blank(visit.nowMs), noFaults);
  const { mandate } = await visit.calls.to(contract).consultMandate({ mandateId: replaces });
  return render(visit, replacing(mandate, visit.nowMs), noFaults);
};

export const grantMandate = async (visit: Visit): Promise<PageAnswer> => {
  const { content, faults, fieldOf } = proposalFrom(visit.fields);
  if (isFaulty(faults)) return render(visit, entered(visit.fields), faults);
  try {
    const { mandateId, mandatary } = await visit.calls.to(contract).grantMandate(content);
    return {
      goTo: paths.mandate(mandateId),
      news: { title: 'The mandate is proposed', text: `${mandatary} is told, and can accept it now.` },
    };
  } catch (error) {
    const found = faultsFrom(error, fieldOf);
    if (found === undefined) throw error;
    return render(visit, entered(visit.fields), found);
  }
};
