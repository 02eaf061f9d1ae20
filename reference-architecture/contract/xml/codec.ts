/** A message in XML and back, by nothing but its schema. */
import type { TSchema } from '@sinclair/typebox';
import type { Fault } from '../fault.ts';
import type { Message } from '../schema.ts';
import { escapeAttribute } from './escape.ts';
import { fieldsOf, isStructure } from './fields.ts';
import type { XmlElement } from './parse.ts';
import { elementReader } from './read.ts';
import { elementWriter } from './write.ts';

export interface WriteOptions {
  /** Each element on a line of its own, for people to read. */
  readonly indent?: boolean;
  /** The text starts with `<?xml version="1.0" encoding="UTF-8"?>`: for a document of its own, not inside an envelope. */
  readonly declaration?: boolean;
}

export interface XmlCodec {
  /**
   * The content as JSON would have it, and what is wrong with the structure of the XML: unknown or misplaced elements.
   * What is missing, and whether values are right, is for the validator, which looks at the content.
   */
  readonly read: (element: XmlElement) => { readonly content: unknown; readonly faults: readonly Fault[] };
  /** @throws {TypeError} a value that XML cannot carry, or not of the schema's kind */
  readonly write: (content: unknown, options?: WriteOptions) => string;
}

const namespacesIn = (schema: TSchema, namespace: string, where: string, found: Set<string>): Set<string> => {
  if (!isStructure(schema)) return found;
  for (const field of fieldsOf(schema, namespace, where).elements) {
    found.add(field.namespace);
    namespacesIn(field.schema, field.namespace, field.where, found);
  }
  return found;
};

/** The namespace of the message is the default one; each other that its schema knows gets a prefix. */
const prefixesOf = (message: Message): ReadonlyMap<string, string> => {
  const others = [...namespacesIn(message.schema, message.namespace, message.name, new Set())].filter(
    (namespace) => namespace !== message.namespace && namespace !== '',
  );
  return new Map(others.map((namespace, index) => [namespace, `ns${index + 1}`]));
};

const declare = (prefix: string, namespace: string): string =>
  namespace === '' ? '' : ` xmlns${prefix}="${escapeAttribute(namespace, 'namespace')}"`;

const messageWriter = (message: Message): XmlCodec['write'] => {
  const prefixes = prefixesOf(message);
  const others = [...prefixes].map(([namespace, prefix]) => declare(`:${prefix}`, namespace));
  const prefixOf = (namespace: string) => (prefixes.has(namespace) ? `${prefixes.get(namespace)}:` : '');
  const declarations = declare('', message.namespace) + others.join('');
  const writeRoot = elementWriter({ ...message, where: message.name, declarations }, prefixOf);
  return (content, options = {}) => {
    const declaration = options.declaration ? '<?xml version="1.0" encoding="UTF-8"?>' : '';
    const text = declaration + writeRoot(content, options.indent ? '\n' : '');
    return options.indent && !options.declaration ? text.slice(1) : text;
  };
};

const messageReader = (message: Message): XmlCodec['read'] => {
  const readRoot = elementReader({ ...message, where: message.name });
  return (element) => {
    const faults: Fault[] = [];
    if (element.name !== message.name) {
      faults.push({ code: 'SCHEMA_UNKNOWN_ELEMENT', path: [], message: `The message must be ${message.name}.` });
    }
    if (element.namespace !== message.namespace) {
      const told = `${message.name} belongs in the namespace ${message.namespace}.`;
      faults.push({ code: 'SCHEMA_NAMESPACE', path: [], message: told });
    }
    return { content: readRoot(element, { path: [], faults }), faults };
  };
};

const lazily = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/**
 * The codec of one message; make it once and keep it. The functions are made from the schema at first use.
 *
 * @throws {TypeError} on first use: the schema holds something that has no form in XML
 */
export const createXmlCodec = (message: Message): XmlCodec => {
  const reader = lazily(() => messageReader(message));
  const writer = lazily(() => messageWriter(message));
  return { read: (element) => reader()(element), write: (content, options) => writer()(content, options) };
};
