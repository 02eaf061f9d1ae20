/** What is asked of the register of economic operators, and what it says. Lists that would be empty are left out. */
import { Type } from '@sinclair/typebox';
import { element, many, optional, personal, text, token } from '../../../reference-architecture/contract/schema.ts';
import { eoriPattern } from './domain/eori.ts';

export const namespace = 'urn:portorium:eos:1';

/** Most numbers of one question. */
export const maxOperators = 1000;

const oneOf = <Word extends string>(description: string, ...words: readonly Word[]) =>
  Type.Unsafe<Word>(token({ pattern: words.join('|'), description }));

const EORI = token({ maxLength: 17, pattern: eoriPattern, description: 'Economic operator, by its EORI number.' });
const day = (description: string) => token({ pattern: '\\d{4}-\\d\\d-\\d\\d', description });
const name = personal(text({ maxLength: 200, description: 'Name; a natural person may be an operator.' }));
const status = oneOf('What the number is worth today.', 'valid', 'expired', 'unknown');

export const operatorQuery = element({ EORI });

export const operatorStatus = element({
  EORI,
  status,
  validFrom: optional(day('First day of validity.')),
  validTo: optional(day('Last day of validity.')),
  name: optional(name),
  remark: optional(text({ maxLength: 200, description: 'The number does not look like one of its country.' })),
});

const aeo = element({
  type: oneOf('Simplifications, security and safety, or both.', 'AEOC', 'AEOS', 'AEOF'),
  status: oneOf('What the authorisation is worth today.', 'valid', 'suspended', 'revoked'),
  validFrom: day('First day of the authorisation.'),
});

const operator = element({
  EORI,
  status,
  country: token({ pattern: '[A-Z]{2}', description: 'Country that gave the number.' }),
  name: optional(name),
  aeo: optional(aeo),
});

export const operatorsQuery = element({ EORI: many(EORI, 1, maxOperators) });

export const operators = element({ operator: optional(many(operator, 1, maxOperators)) });
