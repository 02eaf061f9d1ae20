/** Path, query and body of a REST request as one message. */
import type { TObject, TSchema } from '../../reference-architecture/contract/schema.ts';
import { refuseOne } from './refusals.ts';
import type { RestMatch } from './rest-routes.ts';

/** A number that would be rounded is another one than was said. */
const isExactInteger = (text: string): boolean => /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text));

/** Text of an address as the schema's type; what does not fit stays text, and the validator says so. */
const typedValue = (schema: TSchema | undefined, text: string): unknown => {
  if (schema?.type === 'integer') return isExactInteger(text) ? Number(text) : text;
  if (schema?.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
};

const propertyOf = (schema: TObject, name: string): TSchema | undefined =>
  Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;

const fromQuery = (schema: TObject, query: string): Record<string, unknown> => {
  const content: Record<string, unknown> = {};
  for (const [name, text] of new URLSearchParams(query)) {
    const property = propertyOf(schema, name);
    if (property === undefined) throw refuseOne('PARAMETER_INVALID', 'the address has a parameter that is not known');
    if (property.type === 'array') {
      content[name] = [
        ...((content[name] as unknown[] | undefined) ?? []),
        typedValue(property.items as TSchema, text),
      ];
    } else {
      if (content[name] !== undefined) throw refuseOne('PARAMETER_INVALID', `${name} stands more than once`, [name]);
      content[name] = typedValue(property, text);
    }
  }
  return content;
};

const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

/**
 * The request message.
 *
 * @param body parsed JSON; undefined where there was none
 * @throws {Refusal} parameters that are unknown, repeated, or said twice with different values
 */
export const restContent = ({ route, parameters, query }: RestMatch, body: unknown = {}): unknown => {
  const { schema } = route.placed.operation.request;
  const names = Object.keys(parameters);
  const asksByGet = route.rest.method === 'GET';
  if (!asksByGet && query !== '') throw refuseOne('PARAMETER_INVALID', 'this path takes no query');
  if (!asksByGet && (names.length === 0 || !isObject(body))) return body;
  const content: Record<string, unknown> = asksByGet
    ? fromQuery(schema, query)
    : { ...(body as Record<string, unknown>) };
  for (const name of names) {
    const value = typedValue(propertyOf(schema, name), parameters[name]!);
    if (Object.hasOwn(content, name) && content[name] !== value) {
      throw refuseOne('PARAMETER_INVALID', `${name} is another one in the path`, [name]);
    }
    content[name] = value;
  }
  return content;
};
