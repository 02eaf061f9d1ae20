/** The fields of a mandate, and what is in them at first: nothing, what was entered, or the mandate that is to be replaced. */
import { choiceField, textArea, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import type { Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import type { Fields } from '../../../../../shared-services/gateway/pages/site/fields.ts';
import type { Faults } from '../../../../../shared-services/gateway/pages/site/forms.ts';
import { newId } from '../../../../../shared-services/kit/call.ts';
import { toDay } from '../../../../../shared-services/kit/clock.ts';
import { chosenOf } from './scope.ts';
import { kindWords, type Mandate, profileWords } from './words.ts';

/** What the form begins with: nothing, or the mandate that is to be replaced. */
export interface Entered {
  readonly text: Fields['text'];
  readonly scope: readonly string[];
}

export const entered = (fields: Fields): Entered => ({ text: fields.text, scope: fields.all('scope') });

export const blank = (nowMs: number): Entered => {
  const values: Readonly<Record<string, string>> = {
    reference: `M-${toDay(nowMs)}-${newId().slice(-6)}`,
    validFrom: toDay(nowMs),
  };
  return { text: (name) => values[name] ?? '', scope: [] };
};

export const replacing = (mandate: Mandate, nowMs: number): Entered => {
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

export const fieldsOf = (
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
