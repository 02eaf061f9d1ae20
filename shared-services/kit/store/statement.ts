/** Statements with parameters are prepared once on each connection: the server then parses and plans them no more. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { arrayLiteral } from './array-literal.ts';

const names = new Map<string, string>();

/** Texts are those of the program, so there are few; a text that is made up at run time must not come this way. */
const nameOf = (text: string): string => {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return name;
};

const parameterOf = (value: unknown): unknown => (Array.isArray(value) ? arrayLiteral(value) : value);

export const statement = (text: string, values: readonly unknown[] | undefined): pg.QueryConfig =>
  values === undefined ? { text } : { name: nameOf(text), text, values: values.map(parameterOf) };
