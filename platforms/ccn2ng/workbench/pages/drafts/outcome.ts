/** What the profile is called, of what it is, and what follows from a hit. */
import {
  choiceField,
  type FieldFaults,
  textArea,
  textField,
} from '../../../../../shared-services/gateway/pages/forms.ts';
import { attributes, type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import type { Fields } from '../../../../../shared-services/gateway/pages/site/fields.ts';
import type { Definition } from '../../conditions/condition.ts';
import type { Vocabulary } from '../../conditions/vocabulary.ts';
import { type Options, option } from '../filter.ts';
import { levelWords } from '../words.ts';

export interface Outcome {
  readonly profileId: string;
  readonly why: string;
  readonly definition: Definition;
}

/** In the order in which they stand in a definition. */
const texts = [
  'title',
  'kind',
  'memberState',
  'campaignId',
  'riskAreaCode',
  'riskLevel',
  'reason',
  'recommendedControl',
  'placeOfControl',
  'referralType',
] as const;

const known = new Set<string>([...texts, 'procedures', 'specificCircumstances', 'condition', 'blocks']);

/** What this page has no field for: kept, and given back as it came. */
export const othersOf = (definition: Definition): Definition =>
  Object.fromEntries(Object.entries(definition).filter(([name]) => !known.has(name)));

export const outcomeIn = (fields: Fields, others: Definition): Outcome => {
  const filled = texts.flatMap((name) => (fields.text(name) === '' ? [] : [[name, fields.text(name)] as const]));
  const circumstances = fields.all('specificCircumstances');
  return {
    profileId: fields.text('profileId').toUpperCase(),
    why: fields.text('why'),
    definition: {
      ...others,
      ...Object.fromEntries(filled),
      procedures: fields.all('procedures'),
      ...(circumstances.length === 0 ? {} : { specificCircumstances: circumstances }),
      ...(fields.text('blocks') === 'yes' ? { blocks: true } : {}),
    },
  };
};

const select = (name: string, label: string, options: Options, value: string, faults: FieldFaults): Html => {
  const found = Object.hasOwn(faults, name) ? (faults[name] ?? []) : [];
  const said = { id: name, name, 'aria-describedby': found.length > 0 ? `${name}-fault` : undefined };
  return html`<div class="ecl-form-group${found.length > 0 && ' with-fault'}"><label class="ecl-form-label" for="${name}">${label}</label>
${found.length > 0 && html`<div class="ecl-feedback-message" id="${name}-fault">${found.map((one) => html`<p><span class="unseen">Error: </span>${one}</p>`)}</div>`}
<select class="select"${attributes(said)}>${options.map(([code, title]) => option(code, title, value))}</select></div>`;
};

export interface Offered {
  readonly vocabulary: Vocabulary;
  /** Of who drafts. */
  readonly memberState: string;
}

const belonging = (
  { kind, memberState: owner, campaignId }: Definition,
  offered: Offered,
  faults: FieldFaults,
): Piece => {
  const { vocabulary, memberState } = offered;
  const kinds = vocabulary.kinds.map(({ code, title }) => [code, title] as const);
  const others = owner === undefined || owner === memberState ? [] : [[owner, `National, of ${owner}`] as const];
  return html`<div class="side-by-side">${select('kind', 'Kind', [['', 'Usual for the risk area'], ...kinds], kind ?? '', faults)}${select(
    'memberState',
    'Whose it is',
    [['', 'Of the Union'], [memberState, `National, of ${memberState}`], ...others],
    owner ?? '',
    faults,
  )}${textField({
    name: 'campaignId',
    label: 'Campaign',
    hint: 'Of a priority control area alone.',
    value: campaignId ?? '',
    optional: true,
    size: 'short',
    maxLength: 17,
    code: true,
    faults,
  })}</div>`;
};

export const outcomeBefore = (
  { profileId, definition }: Outcome,
  { vocabulary, memberState }: Offered,
  faults: FieldFaults,
): Piece => [
  textField({
    name: 'profileId',
    label: 'Id of the profile',
    hint: 'At most 17 capital letters, digits and hyphens. A known one gets a new version.',
    value: profileId,
    size: 'short',
    maxLength: 17,
    code: true,
    faults,
  }),
  textField({ name: 'title', label: 'Title', value: definition.title ?? '', size: 'long', maxLength: 200, faults }),
  belonging(definition, { vocabulary, memberState }, faults),
  html`<div class="side-by-side">${select(
    'riskAreaCode',
    'Risk area',
    [['', 'Choose'], ...vocabulary.riskAreas.map(({ code, title }) => [code, `${code} ${title}`] as const)],
    definition.riskAreaCode ?? '',
    faults,
  )}${select('riskLevel', 'Level of a hit', [['', 'Choose'], ...levelWords], definition.riskLevel ?? '', faults)}</div>`,
  html`<div class="side-by-side">${choiceField({
    name: 'procedures',
    label: 'Declarations that it looks at',
    many: true,
    choices: vocabulary.procedures.map((one) => ({ value: one, label: one })),
    chosen: definition.procedures ?? [vocabulary.procedure],
    faults,
  })}${
    vocabulary.specificCircumstances !== undefined &&
    choiceField({
      name: 'specificCircumstances',
      label: 'Data sets',
      hint: 'All of them where none is ticked.',
      optional: true,
      many: true,
      choices: vocabulary.specificCircumstances.map((one) => ({ value: one, label: one })),
      chosen: definition.specificCircumstances ?? [],
      faults,
    })
  }</div>`,
];

export const outcomeAfter = ({ why, definition }: Outcome, faults: FieldFaults): Piece => [
  textArea({
    name: 'reason',
    label: 'What a hit says',
    hint: 'For the risk expert; the trader never reads it.',
    value: definition.reason ?? '',
    rows: 2,
    faults,
  }),
  html`<div class="side-by-side">${textField({
    name: 'recommendedControl',
    label: 'Recommended control',
    hint: 'documentary, x-ray, physical, sampling',
    value: definition.recommendedControl ?? '',
    optional: true,
    size: 'short',
    maxLength: 35,
    faults,
  })}${textField({
    name: 'placeOfControl',
    label: 'Place of control',
    hint: 'In words or by office.',
    value: definition.placeOfControl ?? '',
    optional: true,
    size: 'short',
    maxLength: 35,
    faults,
  })}${select(
    'referralType',
    'Referral',
    [
      ['', 'None'],
      ['RFI', 'Request for information (RFI)'],
      ['RFS', 'Request for screening (RFS)'],
    ],
    definition.referralType ?? '',
    faults,
  )}</div>`,
  choiceField({
    name: 'blocks',
    label: 'Effect',
    optional: true,
    many: true,
    choices: [
      {
        value: 'yes',
        label: 'Blocks: the goods must not be loaded',
        hint: 'For credible and immediate threats only. Otherwise a hit is a flag.',
      },
    ],
    chosen: [definition.blocks === true ? 'yes' : ''],
    faults,
  }),
  textArea({
    name: 'why',
    label: 'Why this draft',
    hint: 'Whoever approves it reads this. It stays on record.',
    value: why,
    rows: 2,
    faults,
  }),
];
