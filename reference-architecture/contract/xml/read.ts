/** Tree to content: the schema is turned into functions once, then every message runs through them. */
import type { TObject, TSchema } from '@sinclair/typebox';
import { type Fault, maxFaults, shortened } from '../fault.ts';
import { type AttributeField, type ElementField, fieldsOf, isStructure } from './fields.ts';
import { type ReadValue, valueReader } from './lexical.ts';
import { schemaInstanceNamespace, xmlnsNamespace } from './names.ts';
import type { XmlAttribute, XmlElement } from './parse.ts';

/** One reading: where it is, and what it found wrong so far. */
export interface Reading {
  readonly path: (string | number)[];
  readonly faults: Fault[];
}

export type ReadElement = (element: XmlElement, reading: Reading) => unknown;

type Content = Record<string, unknown>;

const report = (reading: Reading, code: string, message: string, ...steps: (string | number)[]): void => {
  if (reading.faults.length < maxFaults) reading.faults.push({ code, path: [...reading.path, ...steps], message });
};

const isTolerated = (attribute: XmlAttribute): boolean =>
  attribute.namespace === xmlnsNamespace || attribute.namespace === schemaInstanceNamespace;

const reportAttribute = (attribute: XmlAttribute, reading: Reading): void => {
  const name = shortened(attribute.name);
  report(reading, 'SCHEMA_UNKNOWN_ATTRIBUTE', `The attribute ${name} is not expected here.`, name);
};

const reportElement = (child: XmlElement, reading: Reading): void => {
  const name = shortened(child.name);
  report(reading, 'SCHEMA_UNKNOWN_ELEMENT', `The element ${name} is not expected here.`, name);
};

const simpleElementReader =
  (readValue: ReadValue): ReadElement =>
  (element, reading) => {
    for (const attribute of element.attributes) if (!isTolerated(attribute)) reportAttribute(attribute, reading);
    for (const child of element.children) reportElement(child, reading);
    return readValue(element.text);
  };

type ReadAttributes = (element: XmlElement, content: Content, reading: Reading) => void;

const attributesReader = (fields: readonly AttributeField[]): ReadAttributes => {
  const readers = new Map(fields.map(({ name, schema }) => [name, valueReader(schema)]));
  return (element, content, reading) => {
    for (const attribute of element.attributes) {
      const readValue = attribute.namespace === '' ? readers.get(attribute.name) : undefined;
      if (readValue !== undefined) content[attribute.name] = readValue(attribute.value);
      else if (!isTolerated(attribute)) reportAttribute(attribute, reading);
    }
  };
};

/** A wrong namespace is told where it begins, not again for each element that inherits it. */
const checkNamespace = (child: XmlElement, parent: XmlElement, expected: string, parents: string, reading: Reading) => {
  if (child.namespace === expected) return;
  if (parent.namespace !== parents && child.namespace === parent.namespace) return;
  const found = child.namespace === '' ? 'no namespace' : `the namespace ${shortened(child.namespace)}`;
  report(reading, 'SCHEMA_NAMESPACE', `${child.name} is in ${found}; it belongs in ${expected}.`);
};

interface ChildReader extends ElementField {
  readonly read: ReadElement;
}

/** Reads one child into the content of its parent, which may hold earlier ones of the same name. */
const readChild = (child: XmlElement, field: ChildReader, content: Content, reading: Reading): void => {
  const earlier = content[field.name];
  if (field.repeats) {
    const items = (earlier as unknown[] | undefined) ?? [];
    reading.path.push(items.length);
    items.push(field.read(child, reading));
    reading.path.pop();
    content[field.name] = items;
  } else if (earlier === undefined) {
    content[field.name] = field.read(child, reading);
  } else {
    report(reading, 'SCHEMA_REPEATED', `${field.name} may stand here once only.`);
  }
};

const childrenReader = (fields: readonly ElementField[], namespace: string) => {
  const readers = new Map(fields.map((field) => [field.name, { ...field, read: elementReader(field) }]));
  return (element: XmlElement, content: Content, reading: Reading): void => {
    let latest: ChildReader | undefined;
    for (const child of element.children) {
      const field = readers.get(child.name);
      if (field === undefined) {
        reportElement(child, reading);
        continue;
      }
      reading.path.push(field.name);
      checkNamespace(child, element, field.namespace, namespace, reading);
      if (latest !== undefined && field.place < latest.place) {
        report(reading, 'SCHEMA_ORDER', `${field.name} must stand before ${latest.name}.`);
      } else {
        latest = field;
      }
      readChild(child, field, content, reading);
      reading.path.pop();
    }
  };
};

const anyText = /[^ \t\r\n]/;

const structureReader = (schema: TObject, namespace: string, where: string): ReadElement => {
  const fields = fieldsOf(schema, namespace, where);
  const readAttributes = attributesReader(fields.attributes);
  const readChildren = childrenReader(fields.elements, namespace);
  return (element, reading) => {
    const content: Content = {};
    readAttributes(element, content, reading);
    if (element.text !== '' && anyText.test(element.text)) {
      report(reading, 'SCHEMA_TEXT', `${element.name} holds elements; text is not expected in it.`);
    }
    readChildren(element, content, reading);
    return content;
  };
};

/** @throws {TypeError} the schema has no form in XML */
export const elementReader = (of: { schema: TSchema; namespace: string; where: string }): ReadElement =>
  isStructure(of.schema)
    ? structureReader(of.schema, of.namespace, of.where)
    : simpleElementReader(valueReader(of.schema));
