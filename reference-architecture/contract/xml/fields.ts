/** What a structure's schema says of its parts, as XML needs it. */
import type { TObject, TSchema } from '@sinclair/typebox';
import { xmlFactsOf } from '../schema.ts';

export interface ElementField {
  readonly name: string;
  readonly namespace: string;
  /** Place in the sequence. */
  readonly place: number;
  readonly repeats: boolean;
  /** Of the element itself; of one of them where it repeats. */
  readonly schema: TSchema;
  /** For messages to the author of a contract. */
  readonly where: string;
}

export interface AttributeField {
  readonly name: string;
  readonly schema: TSchema;
  readonly where: string;
}

export interface Fields {
  readonly elements: readonly ElementField[];
  readonly attributes: readonly AttributeField[];
}

export const isStructure = (schema: TSchema): schema is TObject =>
  schema.type === 'object' && schema.properties !== undefined;

const isSimple = (schema: TSchema): boolean =>
  schema.type === 'string' || schema.type === 'integer' || schema.type === 'boolean';

interface Part extends ElementField {
  readonly isAttribute: boolean;
}

const refuseFormless = ({ schema, repeats, isAttribute, where }: Part): void => {
  const hasForm = isAttribute ? isSimple(schema) && !repeats : isSimple(schema) || isStructure(schema);
  if (!hasForm) throw new TypeError(`${where} has no form in XML`);
};

const partOf = (name: string, schema: TSchema, place: number, namespace: string, where: string): Part => {
  const repeats = schema.type === 'array';
  const single: TSchema = repeats ? schema.items : schema;
  return {
    name,
    namespace: xmlFactsOf(single).namespace ?? xmlFactsOf(schema).namespace ?? namespace,
    place,
    repeats,
    schema: single,
    where: `${where}/${name}`,
    isAttribute: xmlFactsOf(schema).attribute === true,
  };
};

/**
 * @param namespace of the structure's element: its parts are in it too, unless they say otherwise
 * @throws {TypeError} a part that has no form in XML: an attribute that is a list, any JSON value
 */
export const fieldsOf = (structure: TObject, namespace: string, where: string): Fields => {
  const parts = Object.entries<TSchema>(structure.properties).map(([name, schema], place) =>
    partOf(name, schema, place, namespace, where),
  );
  for (const part of parts) refuseFormless(part);
  return {
    elements: parts.filter((part) => !part.isAttribute),
    attributes: parts.filter((part) => part.isAttribute),
  };
};
