/** What the validator checks beyond JSON Schema: keywords of our own, woven into the code that ajv generates. */
import {
  _,
  type CodeKeywordDefinition,
  type ErrorObject,
  type FuncKeywordDefinition,
  type KeywordCxt,
  Name,
} from 'ajv';
import { isOnCalendar } from './calendar.ts';
import { maxFaults } from './fault.ts';
import { isCarriedByXml } from './xml/escape.ts';
import { isCollapsed } from './xml/lexical.ts';

/** The reference data, as far as validation needs it. */
export interface CodeListLookup {
  /** @param onDate the day for which the code must be in force, YYYY-MM-DD */
  has(list: string, code: string, onDate: string): boolean;
}

/** Given to each run, so that one compiled validator serves every day. */
export interface Context {
  readonly codeLists: CodeListLookup;
  readonly onDate: string;
}

/** Thrown out of the generated code when there is no use in going on. */
export class EnoughFaults extends Error {
  readonly found: readonly ErrorObject[];

  constructor(found: readonly ErrorObject[]) {
    super('enough faults');
    this.found = found;
  }
}

const stopAtEnough = (count: number, found: readonly ErrorObject[]): void => {
  if (count >= maxFaults) throw new EnoughFaults(found);
};

/** `errors` and `vErrors` are what the generated code calls the number and the list of errors so far. */
const addCap = ({ gen }: KeywordCxt): void => {
  const stop = gen.scopeValue('func', { ref: stopAtEnough });
  gen.code(_`${stop}(${new Name('errors')}, ${new Name('vErrors')})`);
};

/** Stands on the items of lists: they are as many as the sender likes. */
export const cap: CodeKeywordDefinition = { keyword: 'x-cap', code: addCap };

/** Stands on properties that the schema does not know: each is a fault in its own place. */
export const unknown: CodeKeywordDefinition = {
  keyword: 'x-unknown',
  code: (context) => {
    addCap(context);
    context.error();
  },
};

export const codeList: FuncKeywordDefinition = {
  keyword: 'x-code-list',
  type: 'string',
  schemaType: 'string',
  validate(this: Context, list: string, code: string): boolean {
    return this.codeLists.has(list, code, this.onDate);
  },
};

/**
 * What XML cannot carry must not come in as JSON either: it would be found out only when the message goes on, as XML,
 * to somebody else. So must not the spaces that a reader of XML takes out of a token.
 */
export const characters: FuncKeywordDefinition = {
  keyword: 'x-characters',
  type: 'string',
  schemaType: 'string',
  validate: (kind: 'any' | 'collapsed', text: string): boolean =>
    isCarriedByXml(text) && (kind === 'any' || isCollapsed(text)),
};

const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const uuid: FuncKeywordDefinition = {
  keyword: 'x-uuid',
  type: 'string',
  schemaType: 'boolean',
  validate: (_: boolean, text: string): boolean => uuidForm.test(text),
};

export const calendar: FuncKeywordDefinition = {
  keyword: 'x-calendar',
  type: 'string',
  schemaType: 'boolean',
  validate: (_: boolean, text: string): boolean => isOnCalendar(text),
};
