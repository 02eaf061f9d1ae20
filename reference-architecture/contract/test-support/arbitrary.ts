/** Content of every possible kind for a schema of the contract language, for property tests. */
import type { TSchema } from '@sinclair/typebox';
import fc from 'fast-check';
import { dateTime, xmlFactsOf } from '../schema.ts';
import { isCarriedByXml } from '../xml/escape.ts';
import { collapsed } from '../xml/lexical.ts';

export interface ArbitraryOptions {
  /** The codes of a list to choose from; without it, text of the right form. */
  readonly codes?: (list: string) => readonly string[];
  /** Lists have at most this many items more than they must; 2 unless said otherwise. */
  readonly maxExtraItems?: number;
}

/** Letters, marks that XML minds, white space, letters of the Union's alphabets, and some beyond 16 bits. */
const character = fc.oneof(
  { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 1 }) },
  { weight: 2, arbitrary: fc.constantFrom('&', '<', '>', '"', "'", ']', '\t', '\n', '\r', ' ', '\u00a0', '\u0085') },
  { weight: 2, arbitrary: fc.constantFrom('ß', 'ł', 'Ω', 'Ж', 'é', '\u2028', '\ufeff', '𐀀', '😀') },
);

const lengthOf = (text: string): number => [...text].length;

const fitsIn = (schema: TSchema) => (text: string) =>
  lengthOf(text) >= (schema.minLength ?? 0) &&
  lengthOf(text) <= (schema.maxLength ?? Number.MAX_SAFE_INTEGER) &&
  (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(text));

const freeText = (schema: TSchema): fc.Arbitrary<string> => {
  const minLength = schema.minLength ?? 0;
  const maxLength = Math.min(schema.maxLength ?? minLength + 40, minLength + 40);
  return fc.string({ unit: character, minLength, maxLength });
};

const patterned = (schema: TSchema): fc.Arbitrary<string> => fc.stringMatching(new RegExp(schema.pattern, 'u'));

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

const decimalText = (schema: TSchema): fc.Arbitrary<string> => {
  const { totalDigits = 16, fractionDigits = 0 } = xmlFactsOf(schema);
  const unsigned = fc
    .tuple(digits(1, totalDigits - fractionDigits), digits(0, fractionDigits))
    .map(([whole, fraction]) => (fraction === '' ? whole : `${whole}.${fraction}`));
  const isSigned = new RegExp(schema.pattern).test('-1');
  return isSigned ? fc.tuple(fc.constantFrom('', '-'), unsigned).map(([sign, number]) => sign + number) : unsigned;
};

const moment = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);

const base64 = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64'));

const stringOf = (schema: TSchema, options: ArbitraryOptions): fc.Arbitrary<string> => {
  const { base } = xmlFactsOf(schema);
  const codes = schema['x-code-list'] === undefined ? undefined : options.codes?.(schema['x-code-list']);
  if (codes !== undefined && codes.length > 0) return fc.constantFrom(...codes);
  if (base === 'decimal') return decimalText(schema);
  if (base === 'base64Binary') return base64.filter(fitsIn(schema));
  if (base === 'dateTime' && schema.pattern === dateTime().pattern) return moment;
  const any = schema.pattern === undefined ? freeText(schema) : patterned(schema);
  return (base === 'string' ? any : any.map(collapsed)).filter(fitsIn(schema)).filter(isCarriedByXml);
};

const structureOf = (schema: TSchema, options: ArbitraryOptions): fc.Arbitrary<unknown> => {
  const parts = Object.entries<TSchema>(schema.properties).map(([name, of]) => [name, arbitraryOf(of, options)]);
  const model = Object.fromEntries(parts) as Record<string, fc.Arbitrary<unknown>>;
  return fc.record(model, { requiredKeys: (schema.required as string[] | undefined) ?? [], noNullPrototype: true });
};

const listOf = (schema: TSchema, options: ArbitraryOptions): fc.Arbitrary<unknown> => {
  const minLength = schema.minItems ?? 0;
  const most = minLength + (options.maxExtraItems ?? 2);
  return fc.array(arbitraryOf(schema.items, options), {
    minLength,
    maxLength: Math.min(schema.maxItems ?? most, most),
  });
};

/** Valid content for a schema made of the builders; for a message, give its `schema`. */
export const arbitraryOf = (schema: TSchema, options: ArbitraryOptions = {}): fc.Arbitrary<unknown> => {
  if (schema.type === 'object') return structureOf(schema, options);
  if (schema.type === 'array') return listOf(schema, options);
  if (schema.type === 'integer') return fc.integer({ min: schema.minimum, max: schema.maximum });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'string') return stringOf(schema, options);
  return fc.jsonValue();
};
