/** The goods item that is asked about, and the grounds of the answer. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { type FieldFaults, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { table } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { Fields } from '../../../../../shared-services/gateway/pages/site/fields.ts';
import type { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { count, percent } from '../trials/words.ts';

export type ContentOf = ReplyOf<(typeof contract)['services']['RiskStatistics']['operations']['estimateHitRate']>;

const names = {
  hs6: 'HS subheading, six digits',
  origin: 'Country of origin',
  departure: 'Country of departure',
  office: 'Customs office',
  transport: 'Mode of transport',
  importer: 'Identification of the importer',
  seller: 'Identification of the seller or consignor',
  declarant: 'Identification of the declarant',
  courier: 'Identification of the carrier',
  netMassKg: 'Net mass, kg',
  valueEUR: 'Value, EUR',
} as const;

const all = Object.keys(names) as readonly (keyof typeof names)[];

/** What was entered. */
export const goodsIn = ({ text }: Fields): Partial<Record<keyof typeof names, string>> =>
  Object.fromEntries(all.map((name) => [name, text(name)] as const).filter(([, value]) => value !== ''));

export const fieldsOfGoods = ({ text }: Fields, faults: FieldFaults): Piece =>
  html`<div class="field-grid">${all.map((name) =>
    textField({ name, label: names[name], value: text(name), optional: true, size: 'short', code: true, faults }),
  )}</div>`;

export const groundsOf = ({ grounds = [] }: ContentOf): Piece =>
  grounds.length > 0 &&
  table({
    caption: 'What it stands on',
    rows: grounds,
    columns: [
      { title: 'Combination', cell: ({ text }) => text },
      { title: 'Finds in controls', cell: ({ finds, controls }) => `${count(finds)} in ${count(controls)}` },
      { title: 'Rate', cell: ({ rate }) => percent(rate) },
      { title: 'Step', cell: ({ level, levels }) => `${level} of ${levels}` },
      { title: 'Adds to the log odds', cell: ({ adds }) => adds },
    ],
  });
