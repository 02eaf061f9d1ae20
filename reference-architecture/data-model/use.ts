/**
 * How an element uses a type: the type gives the format, the place where it stands gives the code list and the rules.
 */
import { type TSchema, text, token } from '../contract/schema.ts';
import { codeLists } from './code-lists.ts';

interface Use {
  /** Code list as the official schemas name it for this element. */
  readonly list?: string;
  /** Rules and conditions that the official schemas name for this element. */
  readonly rules?: readonly string[];
}

/** The list's name makes the validator check it, unless too little is known of its values. */
const listFacts = (list: string | undefined): Record<string, unknown> => {
  if (list === undefined) return {};
  const known = codeLists[list];
  if (known === undefined) throw new Error(`code list ${list} is not described in code-lists.ts`);
  return known.values === 'unchecked' ? { description: `${list}: ${known.title}` } : { 'x-code-list': list };
};

/** The same type, with the list and rules of this place. */
export const use = <S extends TSchema>(schema: S, { list, rules }: Use): S => ({
  ...schema,
  ...listFacts(list),
  ...(rules === undefined ? {} : { 'x-rules': rules }),
});

interface Lengths {
  readonly typeName: string;
  readonly minLength?: number;
  readonly maxLength: number;
}

/** One line of text (official pattern `.{1,n}`: anything but line breaks). What XML cannot carry is the validator's to refuse. */
export const line = (of: Lengths) => text({ ...of, pattern: '[^\\n\\r]*' });

/** A code or reference (official pattern `.{1,n}` on a token). */
export const mark = (of: Lengths) => token(of);
