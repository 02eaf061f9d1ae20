/**
 * PostgreSQL array literals. The driver makes them too, with several passes over each element; rows that are written in
 * groups consist of little else, so it is worth one pass.
 */

/** What must be escaped inside the quotes. */
const special = /["\\]/;
const specials = /["\\]/g;

const elementOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL';
  const text = typeof value === 'string' ? value : value instanceof Date ? value.toISOString() : String(value);
  return special.test(text) ? `"${text.replace(specials, '\\$&')}"` : `"${text}"`;
};

/** `{"a","b",NULL}`, of texts, numbers, booleans, dates and what has no value. Every element is quoted, so that none is a keyword. */
export const arrayLiteral = (values: readonly unknown[]): string => {
  let literal = '{';
  for (let position = 0; position < values.length; position += 1) {
    if (position > 0) literal += ',';
    literal += elementOf(values[position]);
  }
  return `${literal}}`;
};
