/** What the validator found, in words that help the person who has to mend it. */
import type { ErrorObject } from 'ajv';
import { type Fault, shortened } from './fault.ts';
import type { TSchema } from './schema.ts';
import { xmlFactsOf } from './schema.ts';
import { isCarriedByXml } from './xml/escape.ts';

interface Finding {
  /** Of the schema that was not met; a code list's own name where a code is not on it. */
  readonly code: string;
  readonly message: string;
}

type Explain = (found: ErrorObject, name: string, onDate: string) => Finding;

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a structure',
};

const schemaOf = (found: ErrorObject): TSchema => (found.parentSchema ?? {}) as TSchema;

const characters = (count: number): string => (count === 1 ? '1 character' : `${count} characters`);

/** Patterns of our own making are told in words; others as they stand, without the anchors that XSD does without. */
const formOf = (schema: TSchema): string => {
  const { base, totalDigits = 0, fractionDigits = 0 } = xmlFactsOf(schema);
  if (base === 'decimal') {
    return `be a decimal number with at most ${totalDigits - fractionDigits} digits before and ${fractionDigits} after the point`;
  }
  if (base === 'base64Binary') return 'be base64';
  const pattern = String(schema.pattern).replace(/^\^\(\?:(.*)\)\$$/s, '$1');
  return base === 'dateTime' ? `be a date and time of the form ${pattern}` : `match the pattern ${pattern}`;
};

const wrongKind: Explain = (found, name) => {
  const { base } = xmlFactsOf(schemaOf(found));
  const kind = base === 'decimal' && found.params.type === 'string' ? 'a decimal number given as text' : undefined;
  return { code: 'SCHEMA_TYPE', message: `${name} must be ${kind ?? kinds[found.params.type] ?? found.params.type}.` };
};

const notOnList: Explain = (found, name, onDate) => {
  const list = String(found.schema);
  const value = schemaOf(found)['x-personal-data'] ? 'the value' : `"${shortened(String(found.data))}"`;
  return { code: list, message: `${name}: ${value} is not in code list ${list} on ${onDate}.` };
};

const wrongCharacters: Explain = (found, name) => {
  const told = isCarriedByXml(String(found.data))
    ? 'must not begin or end with a space, nor have two in a row, nor tabs or line breaks'
    : 'holds a control character or half a character';
  return { code: 'SCHEMA_CHARACTERS', message: `${name} ${told}.` };
};

const outOfRange: Explain = (found, name) => {
  const { minimum, maximum } = schemaOf(found);
  return { code: 'SCHEMA_RANGE', message: `${name} must be between ${minimum} and ${maximum}.` };
};

const explanations: Readonly<Record<string, Explain>> = {
  required: (_, name) => ({ code: 'SCHEMA_REQUIRED', message: `${name} is missing.` }),
  'x-unknown': (_, name) => ({ code: 'SCHEMA_UNKNOWN_ELEMENT', message: `${name} is not expected here.` }),
  type: wrongKind,
  minLength: ({ params }, name) => ({
    code: 'SCHEMA_MIN_LENGTH',
    message: `${name} must have at least ${characters(params.limit)}.`,
  }),
  maxLength: ({ params }, name) => ({
    code: 'SCHEMA_MAX_LENGTH',
    message: `${name} must have at most ${characters(params.limit)}.`,
  }),
  pattern: (found, name) => ({ code: 'SCHEMA_PATTERN', message: `${name} must ${formOf(schemaOf(found))}.` }),
  minimum: outOfRange,
  maximum: outOfRange,
  minItems: ({ params }, name) => ({
    code: 'SCHEMA_TOO_FEW',
    message: `${name} must be there at least ${params.limit === 1 ? 'once' : `${params.limit} times`}.`,
  }),
  maxItems: ({ params }, name) => ({
    code: 'SCHEMA_TOO_MANY',
    message: `${name} may be there at most ${params.limit === 1 ? 'once' : `${params.limit} times`}.`,
  }),
  'x-characters': wrongCharacters,
  'x-calendar': (_, name) => ({
    code: 'SCHEMA_DATE',
    message: `${name} is no day of the calendar, or no time of the day.`,
  }),
  'x-uuid': (_, name) => ({ code: 'SCHEMA_PATTERN', message: `${name} must be a UUID.` }),
  'x-code-list': notOnList,
};

const otherwise: Explain = (found, name) => ({ code: 'SCHEMA_INVALID', message: `${name} fails ${found.keyword}.` });

/** From a JSON pointer; the content decides whether a step is a position or a name. */
const pathOf = (found: ErrorObject, content: unknown): (string | number)[] => {
  let at = content as Record<string, unknown> | undefined;
  const steps = found.instancePath
    .split('/')
    .slice(1)
    .map((raw) => {
      const name = raw.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(at) ? Number(name) : name;
      at = at?.[step] as Record<string, unknown> | undefined;
      return typeof step === 'string' ? shortened(step) : step;
    });
  return found.keyword === 'required' ? [...steps, found.params.missingProperty] : steps;
};

/** @param content the whole message that was validated */
export const explain = (found: ErrorObject, content: unknown, onDate: string): Fault => {
  const path = pathOf(found, content);
  const name = String(path.findLast((step) => typeof step === 'string') ?? 'The message');
  const { code, message } = (explanations[found.keyword] ?? otherwise)(found, name, onDate);
  return { code, path, message };
};
