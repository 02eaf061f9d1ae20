/** Contract structures as protobuf messages: one top-level message per named structure, nested ones for the rest. */
import { isDeepStrictEqual } from 'node:util';
import type { Message, TObject, TSchema } from '../schema.ts';
import { descriptionOf, type Field, fieldsOf, isStructure } from './fields.ts';
import { fileNameOf, pascalCase, underscored } from './names.ts';

export interface ProtoField {
  readonly name: string;
  /** Scalar, or name of a message. */
  readonly type: string;
  readonly repeated: boolean;
  /** Whether absence is told apart from the zero value; messages and lists need no word for it. */
  readonly optional: boolean;
  readonly comment: string | undefined;
}

export interface ProtoMessage {
  readonly name: string;
  readonly comment: string | undefined;
  readonly fields: readonly ProtoField[];
  readonly nested: readonly ProtoMessage[];
}

/** Top-level messages by name, in the order in which the contract needs them. */
export type ProtoMessages = Map<string, ProtoMessage>;

const maxUint32 = 2 ** 32 - 1;
const maxInt32 = 2 ** 31 - 1;

const integerType = (schema: TSchema): string => {
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = schema as { minimum?: number; maximum?: number };
  if (minimum >= 0 && maximum <= maxUint32) return 'uint32';
  if (minimum >= -maxInt32 - 1 && maximum <= maxInt32) return 'int32';
  return 'int64';
};

/** Decimals, dates and base64 stay the strings that they are in JSON, so that no digit changes on the way. */
const scalarOf = (schema: TSchema, place: string): string => {
  if (schema.type === 'string') return 'string';
  if (schema.type === 'boolean') return 'bool';
  if (schema.type === 'integer') return integerType(schema);
  throw new Error(`${place}: a value of any type has no protobuf form; keep it in internal events`);
};

interface Scope {
  readonly messages: ProtoMessages;
  readonly namespace: string;
  readonly place: string;
}

const checkedName = (name: string, place: string): string => {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new Error(`${place}: ${name} cannot be a protobuf name`);
  return name;
};

/** A nested message named as a field beside it would be declared twice in one scope. */
const nestedName = (field: Field, siblings: readonly Field[]): string => {
  const name = pascalCase(field.name);
  return siblings.some((sibling) => sibling.name === name) ? `${name}Type` : name;
};

interface FieldAndNested {
  readonly field: ProtoField;
  readonly nested?: ProtoMessage;
}

const typed = (field: Field, type: string, optional: boolean): ProtoField => ({
  name: field.name,
  type,
  repeated: field.repeats,
  optional: optional && !field.repeats,
  comment: descriptionOf(field.schema),
});

const fieldOf = (field: Field, siblings: readonly Field[], scope: Scope): FieldAndNested => {
  const place = `${scope.place}/${checkedName(field.name, scope.place)}`;
  const { schema, xml } = field;
  if (!isStructure(schema)) return { field: typed(field, scalarOf(schema, place), true) };
  const inner = { ...scope, place, namespace: xml.namespace ?? scope.namespace };
  if (xml.typeName !== undefined) return { field: typed(field, named(xml.typeName, schema, inner), false) };
  const nested = messageOf(nestedName(field, siblings), schema, inner);
  return { field: typed(field, nested.name, false), nested };
};

const messageOf = (name: string, schema: TObject, scope: Scope, comment?: string): ProtoMessage => {
  const fields = fieldsOf(schema);
  const made = fields.map((field) => fieldOf(field, fields, scope));
  return {
    name,
    comment,
    fields: made.map(({ field }) => field),
    nested: made.flatMap(({ nested }) => (nested === undefined ? [] : [nested])),
  };
};

const shapeOf = ({ fields, nested }: ProtoMessage): unknown => ({
  fields: fields.map(({ name, type, repeated }) => [name, type, repeated]),
  nested: nested.map((one) => [one.name, shapeOf(one)]),
});

/** The same name in another namespace may mean another structure; then it says its namespace. */
const named = (typeName: string, schema: TObject, scope: Scope): string => {
  const name = checkedName(underscored(typeName), scope.place);
  const message = messageOf(name, schema, scope);
  const known = scope.messages.get(name);
  if (known === undefined) scope.messages.set(name, message);
  if (known === undefined || isDeepStrictEqual(shapeOf(known), shapeOf(message))) return name;
  const qualified = `${pascalCase(fileNameOf(scope.namespace))}${name}`;
  const other = scope.messages.get(qualified);
  if (other !== undefined && !isDeepStrictEqual(shapeOf(other), shapeOf(message))) {
    throw new Error(`${scope.place}: type ${typeName} of namespace ${scope.namespace} has two contents`);
  }
  scope.messages.set(qualified, { ...message, name: qualified });
  return qualified;
};

/** Adds a message of the contract, and all that it is made of; answers its protobuf name. */
export const addProtoMessage = (messages: ProtoMessages, of: Message, place: string): string =>
  named(of.name, of.schema, { messages, namespace: of.namespace, place: `${place} /${of.name}` });
