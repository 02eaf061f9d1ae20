/** How simple values are said in XML and in JSON (XML Schema part 2), and what one makes of the other. */
import type { TSchema } from '@sinclair/typebox';
import { type XmlFacts, xmlFactsOf } from '../schema.ts';

/** What JSON says for that text. Text that is not of the type is left as it is, for the validator to report. */
export type ReadValue = (text: string) => unknown;

const needsCollapse = /[\t\n\r]|^ | $| {2}/;

/** No white space at either end, none doubled, and no other white space than the space. */
export const isCollapsed = (text: string): boolean => !needsCollapse.test(text);

/** whiteSpace=collapse: the white space of XML only; a no-break space is a character like any other. */
export const collapsed = (text: string): string =>
  isCollapsed(text) ? text : text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '');

const wholeNumber = /^[+-]?\d+$/;
/** xs:decimal without fraction may still be written with one. */
const wholeDecimal = /^[+-]?\d+(?:\.0*)?$/;

const integerReader =
  (lexical: RegExp): ReadValue =>
  (text) => {
    const plain = collapsed(text);
    const number = lexical.test(plain) ? Number(plain) : Number.NaN;
    // Adding zero makes -0 the zero that JSON knows.
    return Number.isSafeInteger(number) ? number + 0 : plain;
  };

const readBoolean: ReadValue = (text) => {
  const plain = collapsed(text);
  if (plain === 'true' || plain === '1') return true;
  return plain === 'false' || plain === '0' ? false : plain;
};

const readBase64: ReadValue = (text) => text.replace(/[ \t\n\r]+/g, '');

const withoutZeros = (digits: string, keep: number, end: 'leading' | 'trailing'): string => {
  let from = 0;
  let to = digits.length;
  while (to - from > keep && digits[end === 'leading' ? from : to - 1] === '0') {
    if (end === 'leading') from += 1;
    else to -= 1;
  }
  return digits.slice(from, to);
};

/**
 * A decimal as JSON has it: no plus sign, digits on both sides of the point. Zeros that say nothing are taken away only
 * where there are more of them than the type has digits; otherwise the digits stay as the sender wrote them.
 */
const decimalReader = (facts: XmlFacts): ReadValue => {
  const maxFraction = facts.fractionDigits ?? Number.MAX_SAFE_INTEGER;
  const maxWhole = Math.max((facts.totalDigits ?? Number.MAX_SAFE_INTEGER) - (facts.fractionDigits ?? 0), 1);
  return (text) => {
    const plain = collapsed(text);
    const parts = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(plain);
    if (parts === null || !/\d/.test(plain)) return plain;
    const whole = withoutZeros(parts[2] || '0', maxWhole, 'leading');
    const fraction = withoutZeros(parts[3] ?? '', maxFraction, 'trailing');
    return `${parts[1] === '-' ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  };
};

const readString: ReadValue = (text) => text;

/** What reads the values of a simple schema. */
export const valueReader = (schema: TSchema): ReadValue => {
  const facts = xmlFactsOf(schema);
  if (schema.type === 'integer') return integerReader(facts.base === 'decimal' ? wholeDecimal : wholeNumber);
  if (schema.type === 'boolean') return readBoolean;
  if (facts.base === 'base64Binary') return readBase64;
  if (facts.base === 'decimal') return decimalReader(facts);
  return facts.base === undefined || facts.base === 'string' ? readString : collapsed;
};
