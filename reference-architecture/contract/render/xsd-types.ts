/** Messages as XSD components: named types and global elements, gathered per namespace. */
import { type Message, type TObject, type TSchema, xmlFactsOf } from '../schema.ts';
import { descriptionOf, type Field, fieldsOf, isStructure } from './fields.ts';
import type { BodyElement } from './soap-body.ts';
import { node, printXml, without, type XmlNode } from './xml.ts';
import { restrictionOf } from './xsd-facets.ts';

interface Component {
  readonly node: XmlNode;
  /** Where the contract says it first: for the sentence that tells of a contradiction. */
  readonly place: string;
}

/** The components of one target namespace. */
export interface NamespaceSchema {
  readonly namespace: string;
  readonly types: Map<string, Component>;
  readonly elements: Map<string, Component>;
  readonly imports: Set<string>;
}

/** All namespaces of a set of messages, with one prefix each. */
export interface SchemaSet {
  readonly schemas: Map<string, NamespaceSchema>;
  readonly prefixes: Map<string, string>;
}

export const newSchemaSet = (): SchemaSet => ({ schemas: new Map(), prefixes: new Map() });

const schemaFor = (set: SchemaSet, namespace: string): NamespaceSchema => {
  const known = set.schemas.get(namespace);
  if (known !== undefined) return known;
  const added: NamespaceSchema = { namespace, types: new Map(), elements: new Map(), imports: new Set() };
  set.schemas.set(namespace, added);
  set.prefixes.set(namespace, `n${set.prefixes.size + 1}`);
  return added;
};

const contentOf = (of: XmlNode): string => printXml(without('xs:annotation', of));

const register = (
  into: Map<string, Component>,
  kind: string,
  name: string,
  component: Component,
  namespace: string,
) => {
  const known = into.get(name);
  if (known === undefined) into.set(name, component);
  else if (contentOf(known.node) !== contentOf(component.node)) {
    throw new Error(
      `XSD ${kind} ${name} of namespace ${namespace} has two contents: at ${known.place} and at ${component.place}. ` +
        'Make them the same, or give one of them another name.',
    );
  }
};

const annotation = (schema: TSchema): XmlNode | undefined => {
  const description = descriptionOf(schema);
  const rules = (schema['x-rules'] as string[] | undefined)?.join(', ');
  const list = schema['x-code-list'] as string | undefined;
  const parts = [description, list && `Code list ${list}.`, rules && `Rules ${rules}.`].filter((part) => part);
  if (parts.length === 0) return undefined;
  return node('xs:annotation', {}, [node('xs:documentation', {}, [parts.join(' ')])]);
};

interface Context {
  readonly set: SchemaSet;
  readonly namespace: string;
  readonly place: string;
}

const below = (context: Context, name: string): Context => ({ ...context, place: `${context.place}/${name}` });

/** Either a reference to a named type, or the anonymous type itself. */
interface TypeUse {
  readonly type?: string;
  readonly content?: XmlNode;
}

const typeOf = (schema: TSchema, context: Context): TypeUse => {
  const content = isStructure(schema) ? complexType(schema, context) : simpleType(schema, context.place);
  const name = xmlFactsOf(schema).typeName;
  if (name === undefined) return builtIn(content) ?? { content };
  const named = { ...content, attributes: { name, ...content.attributes } };
  const into = schemaFor(context.set, context.namespace).types;
  register(into, 'type', name, { node: named, place: context.place }, context.namespace);
  return { type: own(context.namespace, name) };
};

const simpleType = (schema: TSchema, place: string): XmlNode =>
  node('xs:simpleType', {}, [restrictionOf(schema, place)]);

/** A restriction that restricts nothing is said shorter by its base. */
const builtIn = (content: XmlNode): TypeUse | undefined => {
  const [restriction] = content.children;
  if (typeof restriction !== 'object' || restriction.name !== 'xs:restriction') return undefined;
  return restriction.children.length === 0 ? { type: restriction.attributes.base ?? 'xs:string' } : undefined;
};

/** Whatever element comes: the message itself says what it is. */
const anyElement = node('xs:any', { namespace: '##any', processContents: 'lax', minOccurs: 0, maxOccurs: 'unbounded' });

const complexType = (schema: TObject, context: Context): XmlNode => {
  const fields = fieldsOf(schema);
  const elements = fields.filter((field) => field.xml.attribute !== true);
  const attributes = fields.filter((field) => field.xml.attribute === true);
  const children = elements.map((field) => childElement(field, below(context, field.name)));
  const others = schema.additionalProperties === true ? [anyElement] : [];
  return node('xs:complexType', {}, [
    node('xs:sequence', {}, [...children, ...others]),
    ...attributes.map((field) => attributeOf(field, below(context, field.name))),
  ]);
};

const occurs = (field: Field) => ({
  minOccurs: field.minOccurs === 1 ? undefined : field.minOccurs,
  maxOccurs:
    field.maxOccurs === 1 ? undefined : Number.isFinite(field.maxOccurs) ? field.maxOccurs : ('unbounded' as const),
});

const childElement = (field: Field, context: Context): XmlNode => {
  const namespace = field.xml.namespace ?? context.namespace;
  if (namespace !== context.namespace) return foreignElement(field, namespace, context);
  const { type, content } = typeOf(field.schema, context);
  return node('xs:element', { name: field.name, type, ...occurs(field) }, [annotation(field.schema), content]);
};

/** An element of another namespace is global there, and its content belongs to that namespace too. */
const foreignElement = (field: Field, namespace: string, context: Context): XmlNode => {
  addElement(context.set, namespace, field.name, field.schema, context.place);
  return node(
    'xs:element',
    { ref: reference(context.set, context.namespace, namespace, field.name), ...occurs(field) },
    [annotation(field.schema)],
  );
};

const attributeOf = (field: Field, context: Context): XmlNode => {
  const { type, content } = typeOf(field.schema, context);
  return node('xs:attribute', { name: field.name, type, use: field.required ? 'required' : undefined }, [
    annotation(field.schema),
    content,
  ]);
};

/** Names of a schema without target namespace have no prefix. */
const own = (namespace: string, name: string): string => (namespace === '' ? name : `tns:${name}`);

const reference = (set: SchemaSet, from: string, to: string, name: string): string => {
  if (from === to) return own(to, name);
  schemaFor(set, from).imports.add(to);
  return to === '' ? name : `${set.prefixes.get(to)}:${name}`;
};

const addElement = (
  set: SchemaSet,
  namespace: string,
  name: string,
  schema: TSchema,
  place: string,
  title?: string,
) => {
  const into = schemaFor(set, namespace);
  const { type, content } = typeOf(schema, { set, namespace, place });
  const documented = annotation(title === undefined ? schema : { ...schema, description: title });
  const element = node('xs:element', { name, type }, [documented, content]);
  register(into.elements, 'element', name, { node: element, place }, namespace);
};

/** Adds a message's root element and all that it is made of. `place` names who uses it, for errors. */
export const addMessage = (set: SchemaSet, of: Message, place: string): void =>
  addElement(set, of.namespace, of.name, of.schema, `${place} /${of.name}`, of.title);

/** Adds what stands in a SOAP Body: the wrapper where there is one, and the message. */
export const addBody = (set: SchemaSet, body: BodyElement, place: string): void => {
  if (body.wraps === undefined) return;
  const into = schemaFor(set, body.namespace);
  addMessage(set, body.wraps, place);
  const child = node('xs:element', { ref: reference(set, body.namespace, body.wraps.namespace, body.wraps.name) });
  const element = node('xs:element', { name: body.element }, [
    node('xs:complexType', {}, [node('xs:sequence', {}, [child])]),
  ]);
  register(into.elements, 'element', body.element, { node: element, place }, body.namespace);
};
