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

/** A list is checked only where its values are held in full; of others the name is documentation. */
const listFacts = (list: string | undefined): Record<string, unknown> => {
  if (list === undefined) return {};
  const known = codeLists[list];
  if (known === undefined) throw new Error(`code list ${list} is not described in code-lists.ts`);
  if (known.values === 'complete') return { 'x-code-list': list };
  return { description: `${list}: ${known.title}. Values are not checked: not all of them are public.` };
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
