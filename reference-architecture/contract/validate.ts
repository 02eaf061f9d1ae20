/**
 * One validator for every message, whatever it came in as: all faults at once, with codes and places. A valid message
 * costs microseconds; a hostile one no more than it takes to find the first faults.
 */
import {
  _,
  Ajv,
  type CodeKeywordDefinition,
  type ErrorObject,
  type FuncKeywordDefinition,
  type KeywordCxt,
  Name,
} from 'ajv';
import { explain } from './explain.ts';
import { type Fault, maxFaults } from './fault.ts';
import { type Message, schemaKeywords, type TSchema, xmlFactsOf } from './schema.ts';
import { isCarriedByXml } from './xml/escape.ts';
import { isCollapsed } from './xml/lexical.ts';

export { type Fault, maxFaults } from './fault.ts';

/** The reference data, as far as validation needs it. */
export interface CodeListLookup {
  /** @param onDate the day for which the code must be in force, YYYY-MM-DD */
  has(list: string, code: string, onDate: string): boolean;
}

/** @returns all faults of the content, at most `maxFaults`; none when it is valid */
export type Validate = (content: unknown, onDate: string) => readonly Fault[];

interface Context {
  readonly codeLists: CodeListLookup;
  readonly onDate: string;
}

/** Thrown out of the generated code when there is no use in going on. */
class EnoughFaults extends Error {
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
const cap: CodeKeywordDefinition = { keyword: 'x-cap', code: addCap };

/** Stands on properties that the schema does not know: each is a fault in its own place. */
const unknown: CodeKeywordDefinition = {
  keyword: 'x-unknown',
  code: (context) => {
    addCap(context);
    context.error();
  },
};

const codeList: FuncKeywordDefinition = {
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
const characters: FuncKeywordDefinition = {
  keyword: 'x-characters',
  type: 'string',
  schemaType: 'string',
  validate: (kind: 'any' | 'collapsed', text: string): boolean =>
    isCarriedByXml(text) && (kind === 'any' || isCollapsed(text)),
};

const charactersOf = (schema: TSchema) => {
  const { base } = xmlFactsOf(schema);
  return { 'x-characters': base === 'token' || base === 'anyURI' ? 'collapsed' : 'any' };
};

/** The schema with caps in it, and with what is personal marked down to each value. */
const prepared = (schema: TSchema, isPersonal: boolean): Record<string, unknown> => {
  const personal = isPersonal || schema['x-personal-data'] === true;
  const marks = personal ? { ...schema, 'x-personal-data': true } : { ...schema };
  if (schema.type === 'array') return { ...marks, items: { ...prepared(schema.items, personal), 'x-cap': true } };
  if (schema.type === 'string') return { ...marks, ...charactersOf(schema) };
  if (schema.properties === undefined) return marks;
  const properties = Object.entries<TSchema>(schema.properties).map(([name, of]) => [name, prepared(of, personal)]);
  const others = schema.additionalProperties === false ? { additionalProperties: { 'x-unknown': true } } : {};
  return { ...marks, properties: Object.fromEntries(properties), ...others };
};

/** Code lists get the day as context, so that one compiled validator serves every day. */
const compile = (message: Message) => {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    messages: false,
    passContext: true,
    meta: false,
    validateSchema: false,
  });
  ajv.addVocabulary(schemaKeywords.filter((keyword) => keyword !== codeList.keyword));
  for (const keyword of [cap, unknown, characters, codeList]) ajv.addKeyword(keyword);
  return ajv.compile(prepared(message.schema, false));
};

type Compiled = ReturnType<typeof compile>;

const findAll = (compiled: Compiled, content: unknown, context: Context): readonly ErrorObject[] => {
  try {
    return compiled.call(context, content) ? [] : (compiled.errors ?? []);
  } catch (failure) {
    if (failure instanceof EnoughFaults) return failure.found;
    throw failure;
  }
};

/** Text that is not even of the right form is told once. */
const isTold = (found: ErrorObject, previous: ErrorObject | undefined): boolean =>
  (found.keyword === codeList.keyword || found.keyword === characters.keyword) &&
  previous?.instancePath === found.instancePath;

/**
 * The validator of one message; make it once and keep it. Compiled at its first call, which takes milliseconds.
 *
 * @param codeLists asked for each value of a code list
 */
export const compileValidator = (message: Message, codeLists: CodeListLookup): Validate => {
  let compiled: Compiled | undefined;
  return (content, onDate) => {
    compiled ??= compile(message);
    const found = findAll(compiled, content, { codeLists, onDate });
    return found
      .filter((one, index) => !isTold(one, found[index - 1]))
      .slice(0, maxFaults)
      .map((one) => explain(one, content, onDate));
  };
};
