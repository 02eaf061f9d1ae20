/** Which mandates are shown: by side, state, the other side and the last day. */
import { attributes, type Html, html } from '../../../../../shared-services/gateway/pages/html.ts';
import type { Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { paths } from '../../paths.ts';
import { type State, stateWords } from './words.ts';

const knownRole = (text: string): 'mandator' | 'mandatary' | undefined =>
  text === 'mandator' || text === 'mandatary' ? text : undefined;

const knownState = (text: string): State | undefined => (Object.hasOwn(stateWords, text) ? (text as State) : undefined);

export interface Asked {
  readonly role?: 'mandator' | 'mandatary';
  readonly state?: State;
  readonly counterparty?: string;
  readonly endsBy?: string;
}

const eoriForm = /^[A-Z]{2}[A-Z0-9]{1,15}$/;
const dayForm = /^\d{4}-\d\d-\d\d$/;

/** What is no such word, number or day was not asked for; an EORI may be written with spaces, and in small letters. */
export const askedIn = ({ fields }: Visit): Asked => {
  const role = knownRole(fields.text('role'));
  const state = knownState(fields.text('state'));
  const counterparty = fields.text('counterparty').replaceAll(/\s/g, '').toUpperCase();
  const endsBy = fields.text('endsBy');
  return {
    ...(role === undefined ? {} : { role }),
    ...(state === undefined ? {} : { state }),
    ...(eoriForm.test(counterparty) ? { counterparty } : {}),
    ...(dayForm.test(endsBy) ? { endsBy } : {}),
  };
};

const sides = { '': 'Both sides', mandator: 'Given by us', mandatary: 'Given to us' } as const;

const option = (value: string, title: string, chosen: string): Html =>
  html`<option${attributes({ value, selected: value === chosen })}>${title}</option>`;

const select = (name: string, label: string, options: readonly (readonly [string, string])[], chosen: string): Html =>
  html`<div class="ecl-form-group"><label class="ecl-form-label" for="${name}">${label}</label>
<select class="select" id="${name}" name="${name}">${options.map(([value, title]) => option(value, title, chosen))}</select></div>`;

const entry = (name: string, label: string, type: 'text' | 'date', value: string): Html =>
  html`<div class="ecl-form-group"><label class="ecl-form-label" for="${name}">${label}</label>
<input class="ecl-text-input" id="${name}" name="${name}"${attributes({ type, value, maxlength: '20', autocomplete: 'off' })}></div>`;

const states = [['', 'All states'], ...Object.entries(stateWords).map(([value, { title }]) => [value, title] as const)];

export const filter = (
  asked: Asked,
): Html => html`<form method="get" action="${paths.mandates}" class="filter" role="search" aria-label="Mandates">
${select('role', 'Side', Object.entries(sides), asked.role ?? '')}
${select('state', 'State', states as [string, string][], asked.state ?? '')}
${entry('counterparty', 'EORI of the other side', 'text', asked.counterparty ?? '')}
${entry('endsBy', 'Ends by (UTC)', 'date', asked.endsBy ?? '')}
<button type="submit" class="ecl-button ecl-button--secondary">Show</button>
</form>`;
