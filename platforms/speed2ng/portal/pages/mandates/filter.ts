/** Which mandates are shown: by side, state, the other side and the last day. */
import { type FieldFaults, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { attributes, type Html, html } from '../../../../../shared-services/gateway/pages/html.ts';
import type { Fields } from '../../../../../shared-services/gateway/pages/site/fields.ts';
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

/** The thirty-first of February is none. */
const isDay = (text: string): boolean => {
  const atMs = dayForm.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
};

/** People write spaces and small letters; an EORI has neither. */
const eoriIn = (fields: Fields): string => fields.text('counterparty').replaceAll(/\s/g, '').toUpperCase();

/** What of a search cannot be looked for: said at its field, rather than left out of the search in silence. */
export const searchFaults = ({ fields }: Visit): FieldFaults => {
  const [eori, day] = [eoriIn(fields), fields.text('endsBy')];
  return {
    ...(eori === '' || eoriForm.test(eori)
      ? {}
      : { counterparty: ['An EORI has two letters, then up to 15 letters and digits.'] }),
    ...(day === '' || isDay(day) ? {} : { endsBy: ['Enter the day as a date of the calendar.'] }),
  };
};

/** What is no such word, number or day was not asked for. */
export const askedIn = ({ fields }: Visit): Asked => {
  const role = knownRole(fields.text('role'));
  const state = knownState(fields.text('state'));
  const counterparty = eoriIn(fields);
  const endsBy = fields.text('endsBy');
  return {
    ...(role === undefined ? {} : { role }),
    ...(state === undefined ? {} : { state }),
    ...(eoriForm.test(counterparty) ? { counterparty } : {}),
    ...(isDay(endsBy) ? { endsBy } : {}),
  };
};

const sides = { '': 'Both sides', mandator: 'Given by us', mandatary: 'Given to us' } as const;

const option = (value: string, title: string, chosen: string): Html =>
  html`<option${attributes({ value, selected: value === chosen })}>${title}</option>`;

const select = (name: string, label: string, options: readonly (readonly [string, string])[], chosen: string): Html =>
  html`<div class="ecl-form-group"><label class="ecl-form-label" for="${name}">${label}</label>
<select class="select" id="${name}" name="${name}">${options.map(([value, title]) => option(value, title, chosen))}</select></div>`;

const states = [['', 'All states'], ...Object.entries(stateWords).map(([value, { title }]) => [value, title] as const)];

/** @param faults with them what was entered stays as it was entered */
export const filter = (
  { fields }: Visit,
  asked: Asked,
  faults: FieldFaults,
): Html => html`<form method="get" action="${paths.mandates}" class="filter" role="search" aria-label="Mandates">
${select('role', 'Side', Object.entries(sides), asked.role ?? '')}
${select('state', 'State', states as [string, string][], asked.state ?? '')}
${textField({ name: 'counterparty', label: 'EORI of the other side', either: true, code: true, maxLength: 30, value: asked.counterparty ?? fields.text('counterparty'), faults })}
${textField({ name: 'endsBy', label: 'Ends by (UTC)', either: true, type: 'date', size: 'short', value: asked.endsBy ?? fields.text('endsBy'), faults })}
<button type="submit" class="ecl-button ecl-button--secondary">Show</button>
</form>`;
