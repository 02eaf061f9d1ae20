/** Contents of every possible kind for the messages of entry. */
import fc from 'fast-check';
import type { Message, TSchema } from '../../../../reference-architecture/contract/schema.ts';
import { arbitraryOf } from '../../../../reference-architecture/contract/test-support/arbitrary.ts';
import { line } from '../../../../reference-architecture/data-model/use.ts';
import {
  DateTimeContentType,
  MessageTimestampContentType,
} from '../../../../reference-architecture/data-model/values.ts';

const anyLine = line({ typeName: 'any', maxLength: 1 }).pattern;

/** Strings that match "any line" are seldom of the right length: the length goes into the pattern. */
const sampled = (schema: TSchema): TSchema => {
  if (schema.pattern === MessageTimestampContentType.pattern) return { ...DateTimeContentType };
  if (schema.pattern === anyLine) {
    const most = Math.min(schema.maxLength as number, (schema.minLength as number) + 30);
    return { ...schema, pattern: `^[^\\n\\r]{${schema.minLength},${most}}$` };
  }
  if (schema.items !== undefined) return { ...schema, items: sampled(schema.items as TSchema) };
  if (schema.properties === undefined) return schema;
  const properties = Object.entries(schema.properties as Record<string, TSchema>);
  return { ...schema, properties: Object.fromEntries(properties.map(([name, of]) => [name, sampled(of)])) };
};

/** The same contents at each run. */
export const contentsOf = (message: Message, count: number): unknown[] =>
  fc.sample(arbitraryOf(sampled(message.schema), { maxExtraItems: 1 }), { numRuns: count, seed: 2026 });
