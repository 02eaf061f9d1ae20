/** Contract schemas as JSON Schema for publication: structures with a name become components, wire details of XML are left out. */
import { isDeepStrictEqual } from 'node:util';
import { type Message, type TSchema, xmlFactsOf } from '../schema.ts';
import { isStructure } from './fields.ts';
import { fileNameOf, sorted } from './names.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
export type JsonObject = { readonly [key: string]: Json | undefined };

export interface Components {
  /** The schema to stand where one is asked for: a reference for named structures. */
  readonly use: (schema: TSchema, namespace: string) => JsonObject;
  /** A reference to a message's schema. */
  readonly message: (of: Message) => JsonObject;
  /** A component of that name with that content. */
  readonly add: (name: string, schema: JsonObject) => JsonObject;
  readonly all: () => Record<string, JsonObject>;
}

/** Keywords that other protocols need, or that are told otherwise. */
const leftOut = new Set(['x-xml', 'properties', 'items']);

/** What is said of a value where it is used, and so stands beside a reference: its type may be used elsewhere without. */
const isRemark = (keyword: string): boolean => keyword === 'description' || keyword.startsWith('x-');

const pick = (schema: TSchema, wanted: (keyword: string) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => !leftOut.has(key) && wanted(key))) as JsonObject;

const remarks = (schema: TSchema): JsonObject => pick(schema, isRemark);

const keywords = (schema: TSchema): JsonObject => pick(schema, (keyword) => !isRemark(keyword));

/** Components are referred to as `#/components/schemas/<name>`, in OpenAPI and AsyncAPI alike. */
export const components = (): Components => {
  const all = new Map<string, JsonObject>();

  const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

  /** A name taken by other content is qualified with the namespace: the same type name may mean two things in two namespaces. */
  const place = (name: string, namespace: string, schema: JsonObject): JsonObject => {
    const known = all.get(name);
    const free = known === undefined || isDeepStrictEqual(known, schema);
    return add(free ? name : `${fileNameOf(namespace)}.${name}`, schema);
  };

  const add = (name: string, schema: JsonObject): JsonObject => {
    const known = all.get(name);
    if (known !== undefined && !isDeepStrictEqual(known, schema)) {
      throw new Error(`schema component ${name} has two contents; give one of them another name`);
    }
    all.set(name, schema);
    return reference(name);
  };

  const content = (schema: TSchema, namespace: string): JsonObject => {
    if (schema.type === 'array') return { ...keywords(schema), items: use(schema.items as TSchema, namespace) };
    if (!isStructure(schema)) return keywords(schema);
    const properties = Object.entries(schema.properties).map(([name, of]) => [name, use(of, namespace)]);
    return { ...keywords(schema), properties: Object.fromEntries(properties) as JsonObject };
  };

  const use = (schema: TSchema, around: string): JsonObject => {
    const { typeName, namespace = around } = xmlFactsOf(schema);
    const inner = content(schema, namespace);
    if (typeName === undefined || !isStructure(schema)) return { ...remarks(schema), ...inner };
    return { ...remarks(schema), ...place(typeName, namespace, inner) };
  };

  const message = (of: Message): JsonObject => {
    const { $ref, ...inline } = use(of.schema, of.namespace);
    if ($ref !== undefined) return { $ref };
    return place(of.name, of.namespace, { title: of.title, ...inline });
  };

  return { use, message, add, all: () => sorted(all) };
};

/** Two spaces a level, newline at the end. */
export const printJson = (value: Json): string => `${JSON.stringify(value, undefined, 2)}\n`;
