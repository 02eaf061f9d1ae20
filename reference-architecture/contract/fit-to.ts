/** Carries content from one message to another that knows fewer of its elements. */
import type { Static, TSchema } from './schema.ts';

const fitted = (schema: TSchema, value: unknown): unknown => {
  if (Array.isArray(value))
    return schema['type'] === 'array' ? value.map((one) => fitted(schema['items'] as TSchema, one)) : undefined;
  const properties = schema['properties'] as Readonly<Record<string, TSchema>> | undefined;
  if (properties === undefined || typeof value !== 'object' || value === null) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const kept: Record<string, unknown> = {};
  for (const [name, of] of Object.entries(properties)) {
    const one = given[name] === undefined ? undefined : fitted(of, given[name]);
    if (one !== undefined) kept[name] = one;
  }
  return kept;
};

/** The elements of `value` that `schema` has too, in the schema's order. Values are not checked: they keep their formats. */
export const fitTo = <S extends TSchema>(schema: S, value: unknown): Partial<Static<S>> =>
  fitted(schema, value) as Partial<Static<S>>;
