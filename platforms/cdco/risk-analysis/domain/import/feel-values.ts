/** Values as cells write them: texts, decimals, true and false, dates; and those of outcomes. */
import { decimalOf } from '../decimal.ts';
import { type Reader, readerOf } from './feel-reader.ts';
import { CellFault } from './table.ts';

export type Value =
  | { readonly kind: 'text' | 'flag' | 'moment'; readonly text: string }
  | { readonly kind: 'number'; readonly millionths: bigint };

const numberOf = (text: string): Value => {
  const millionths = decimalOf(text);
  if (millionths === undefined)
    throw new CellFault(`${text} is no decimal number with at most six digits behind the point`);
  return { kind: 'number', millionths };
};

export const valueIn = (reader: Reader): Value => {
  const { kind, text } = reader.next();
  if (kind === 'string') return { kind: 'text', text };
  if (kind === 'number') return numberOf(text);
  if (text === 'true' || text === 'false') return { kind: 'flag', text };
  if (text !== 'date' && text !== 'date and time') throw new CellFault(`${text}: a value is expected here`);
  reader.needs('(');
  const moment = reader.string();
  reader.needs(')');
  return { kind: 'moment', text: moment };
};

const listed = (reader: Reader): unknown[] => {
  const all: unknown[] = [];
  if (reader.takes(']')) return all;
  do all.push(reader.string());
  while (reader.takes(','));
  reader.needs(']');
  return all;
};

/** A value of an outcome: a text, true or false, or a list of texts. Undefined: `-`, or nothing. */
export const valueOfCell = (text: string): unknown => {
  const whole = text.trim();
  if (whole === '-' || whole === '') return undefined;
  const reader = readerOf(whole);
  const value = reader.takes('[') ? listed(reader) : valueIn(reader);
  reader.end();
  if (Array.isArray(value)) return value;
  const { kind, ...of } = value as Value;
  if (kind === 'text') return (of as { text: string }).text;
  if (kind === 'flag') return (of as { text: string }).text === 'true';
  throw new CellFault('a text in quotation marks, true, false or a list of texts is expected');
};
