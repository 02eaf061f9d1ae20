/** Content to text: for each structure of the schema a function that knows its tags and their order. */
import type { TObject, TSchema } from '@sinclair/typebox';
import { escapeAttribute, escapeText } from './escape.ts';
import { type AttributeField, type ElementField, fieldsOf, isStructure } from './fields.ts';

/** @param pad line feed and indentation that stand before the element; empty when the text is not indented */
export type WriteElement = (value: unknown, pad: string) => string;

/** Gives each namespace its prefix with the colon (`ns1:`): none for the one of the message. */
export type PrefixOf = (namespace: string) => string;

const indentation = '  ';

/** @throws {TypeError} the value has no simple form */
const plainText = (value: unknown, where: string): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value);
  throw new TypeError(`${where}: text, a whole number or a truth value is expected`);
};

const simpleWriter =
  (tag: string, where: string): WriteElement =>
  (value, pad) => {
    const text = escapeText(plainText(value, where), where);
    return `${pad}<${tag}>${text}</${tag}>`;
  };

type WriteAttributes = (content: Record<string, unknown>) => string;

const attributesWriter =
  (fields: readonly AttributeField[]): WriteAttributes =>
  (content) => {
    let written = '';
    for (const { name, where } of fields) {
      const value = content[name];
      if (value !== undefined) written += ` ${name}="${escapeAttribute(plainText(value, where), where)}"`;
    }
    return written;
  };

const repeatedWriter =
  (single: WriteElement, where: string): WriteElement =>
  (value, pad) => {
    if (!Array.isArray(value)) throw new TypeError(`${where}: a list is expected`);
    let written = '';
    for (const item of value) written += single(item, pad);
    return written;
  };

const childWriter = (field: ElementField, prefixOf: PrefixOf): { name: string; write: WriteElement } => {
  const single = elementWriter(field, prefixOf);
  return { name: field.name, write: field.repeats ? repeatedWriter(single, field.where) : single };
};

const structureWriter = (schema: TObject, tag: string, field: WrittenField, prefixOf: PrefixOf): WriteElement => {
  const fields = fieldsOf(schema, field.namespace, field.where);
  const writeAttributes = attributesWriter(fields.attributes);
  const children = fields.elements.map((child) => childWriter(child, prefixOf));
  const start = `<${tag}${field.declarations ?? ''}`;
  return (value, pad) => {
    if (typeof value !== 'object' || value === null) throw new TypeError(`${field.where}: a structure is expected`);
    const content = value as Record<string, unknown>;
    const childPad = pad === '' ? '' : pad + indentation;
    let inside = '';
    for (const { name, write } of children) {
      const child = content[name];
      if (child !== undefined) inside += write(child, childPad);
    }
    const opening = pad + start + writeAttributes(content);
    return inside === '' ? `${opening}/>` : `${opening}>${inside}${pad}</${tag}>`;
  };
};

interface WrittenField {
  readonly name: string;
  readonly namespace: string;
  readonly schema: TSchema;
  readonly where: string;
  /** Declarations of namespaces, for the root. */
  readonly declarations?: string;
}

/** Properties that the schema does not know are not written. */
export const elementWriter = (field: WrittenField, prefixOf: PrefixOf): WriteElement => {
  const tag = prefixOf(field.namespace) + field.name;
  return isStructure(field.schema)
    ? structureWriter(field.schema, tag, field, prefixOf)
    : simpleWriter(tag, field.where);
};
