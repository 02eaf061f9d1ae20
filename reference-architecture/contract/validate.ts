/**
 * One validator for every message, whatever it came in as: all faults at once, with codes and places. A valid message
 * costs microseconds; a hostile one no more than it takes to find the first faults.
 */
import { Ajv, type ErrorObject } from 'ajv';
import { explain } from './explain.ts';
import { type Fault, maxFaults } from './fault.ts';
import { type Message, schemaKeywords } from './schema.ts';
import {
  type CodeListLookup,
  type Context,
  calendar,
  cap,
  characters,
  codeList,
  EnoughFaults,
  unknown,
  uuid,
} from './validate-keywords.ts';
import { preparedSchema } from './validate-schema.ts';

export { type Fault, maxFaults } from './fault.ts';
export type { CodeListLookup } from './validate-keywords.ts';

/** @returns all faults of the content, at most `maxFaults`; none when it is valid */
export type Validate = (content: unknown, onDate: string) => readonly Fault[];

const compile = (message: Message) => {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    messages: false,
    passContext: true,
    meta: false,
    validateSchema: false,
    inlineRefs: false,
  });
  ajv.addVocabulary(schemaKeywords.filter((keyword) => keyword !== codeList.keyword));
  for (const keyword of [cap, unknown, characters, calendar, codeList, uuid]) ajv.addKeyword(keyword);
  return ajv.compile(preparedSchema(message.schema));
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
