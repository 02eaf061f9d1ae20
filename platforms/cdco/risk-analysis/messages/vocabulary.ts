/** What conditions can be made of. Lists that would be empty are left out. */
import {
  element,
  flag,
  integer,
  many,
  optional,
  text,
  token,
} from '../../../../reference-architecture/contract/schema.ts';

const block = token({ pattern: 'declaration|house|item', description: 'Where it stands: house is a consignment.' });
const procedure = token({ maxLength: 20, description: 'Kind of declaration: entry.' });

export const vocabularyQuery = element({ procedure });

const knownElement = element({
  block,
  path: text({ maxLength: 512, description: 'Names from the block down, joined by dots: what a condition says.' }),
  kind: token({ pattern: 'text|number|moment|flag' }),
  list: optional(token({ maxLength: 10, description: 'Code list that its values are of.' })),
  maxLength: optional(integer({ minimum: 1, maximum: 1_000_000 })),
  unit: optional(text({ maxLength: 40, description: 'What a number counts.' })),
  title: optional(text({ maxLength: 300, description: 'What it means, where its name does not say it.' })),
  derived: flag({ description: 'Computed of what is declared.' }),
});

const countryGroup = element({
  code: token({ maxLength: 10 }),
  title: text({ maxLength: 100 }),
  members: many(token({ pattern: '[A-Z]{2}' }), 1, 300),
});

const riskArea = element({ code: token({ pattern: '[A-Z]{3}' }), title: text({ maxLength: 100 }) });

export const vocabulary = element({
  procedure,
  procedures: many(procedure, 1, 99),
  specificCircumstances: optional(many(token({ pattern: '[A-Z]\\d{2}' }), 1, 99)),
  elements: many(knownElement, 1, 9999),
  countryGroups: many(countryGroup, 1, 99),
  riskAreas: many(riskArea, 1, 99),
  kinds: many(element({ code: token({ maxLength: 30 }), title: text({ maxLength: 100 }) }), 1, 99),
});
