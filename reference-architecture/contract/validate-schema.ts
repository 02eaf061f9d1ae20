/** The schema as the validator compiles it: the contract's own, with our keywords in it. */
import { type TSchema, xmlFactsOf } from './schema.ts';

type JsonSchema = Record<string, unknown>;

/**
 * Every structure becomes a function of its own: the same one wherever the structure stands, and small enough for the
 * engine to optimise. The properties tell structures apart, for `optional` and `personal` make copies of the rest.
 */
interface Definitions {
  readonly all: Record<string, JsonSchema>;
  readonly plain: Map<object, string>;
  readonly personal: Map<object, string>;
}

const charactersOf = (schema: TSchema): string => {
  const { base } = xmlFactsOf(schema);
  return base === 'token' || base === 'anyURI' ? 'collapsed' : 'any';
};

const calendarOf = (schema: TSchema) => {
  const { base } = xmlFactsOf(schema);
  return base === 'dateTime' || base === 'date' ? { 'x-calendar': true } : {};
};

/** ajv knows no formats by itself. The form of a UUID says all that the pattern does, which would be a second fault. */
const formatOf = ({ format, ...schema }: TSchema): JsonSchema => {
  if (format !== 'uuid') return schema;
  const { pattern: _, ...rest } = schema;
  return { ...rest, 'x-uuid': true };
};

const structure = (schema: TSchema, personal: boolean, definitions: Definitions): JsonSchema => {
  const parts = Object.entries<TSchema>(schema.properties);
  const properties = Object.fromEntries(parts.map(([name, of]) => [name, prepared(of, personal, definitions)]));
  const others = schema.additionalProperties === false ? { additionalProperties: { 'x-unknown': true } } : {};
  return { ...schema, properties, ...others };
};

const reference = (schema: TSchema, personal: boolean, definitions: Definitions): JsonSchema => {
  const names = personal ? definitions.personal : definitions.plain;
  let name = names.get(schema.properties);
  if (name === undefined) {
    name = `${personal ? 'personal' : 'plain'}${names.size}`;
    names.set(schema.properties, name);
    definitions.all[name] = structure(schema, personal, definitions);
  }
  return { $ref: `#/$defs/${name}` };
};

/** @param isPersonal what is around it is personal, and so is everything inside */
const prepared = (schema: TSchema, isPersonal: boolean, definitions: Definitions): JsonSchema => {
  const personal = isPersonal || schema['x-personal-data'] === true;
  if (schema.properties !== undefined) return reference(schema, personal, definitions);
  const marked = personal ? { ...schema, 'x-personal-data': true } : { ...schema };
  if (schema.type === 'string')
    return { ...formatOf(marked), 'x-characters': charactersOf(schema), ...calendarOf(schema) };
  if (schema.type !== 'array') return marked;
  return { ...marked, items: { ...prepared(schema.items, personal, definitions), 'x-cap': true } };
};

/** For ajv, with the keywords of `validate-keywords.ts`. */
export const preparedSchema = (schema: TSchema): JsonSchema => {
  const definitions: Definitions = { all: {}, plain: new Map(), personal: new Map() };
  return { ...prepared(schema, false, definitions), $defs: definitions.all };
};
