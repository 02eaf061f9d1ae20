/** What every rendering asks of a schema: its fields in element order, how often each occurs, and what XML knows of it. */
import { type TObject, type TSchema, type XmlFacts, xmlFactsOf } from '../schema.ts';

export interface Field {
  readonly name: string;
  /** Schema of one occurrence. */
  readonly schema: TSchema;
  readonly required: boolean;
  readonly repeats: boolean;
  readonly minOccurs: number;
  readonly maxOccurs: number;
  /** Facts of the occurrence, and of the list around it where it repeats. */
  readonly xml: XmlFacts;
}

const occurrenceOf = (schema: TSchema): TSchema => (schema.type === 'array' ? (schema.items as TSchema) : schema);

const fieldOf = (name: string, schema: TSchema, required: boolean): Field => {
  const single = occurrenceOf(schema);
  const repeats = schema.type === 'array';
  return {
    name,
    schema: single,
    required,
    repeats,
    minOccurs: required ? (repeats ? Number(schema.minItems ?? 0) : 1) : 0,
    maxOccurs: repeats ? Number(schema.maxItems ?? Number.POSITIVE_INFINITY) : 1,
    xml: { ...xmlFactsOf(schema), ...xmlFactsOf(single) },
  };
};

/** Fields in the order of the contract, which is element order. */
export const fieldsOf = (schema: TObject): Field[] => {
  const required = new Set<string>((schema.required as string[] | undefined) ?? []);
  return Object.entries(schema.properties).map(([name, of]) => fieldOf(name, of, required.has(name)));
};

export const isStructure = (schema: TSchema): schema is TObject => schema.type === 'object';

export const descriptionOf = (schema: TSchema): string | undefined => schema.description as string | undefined;
