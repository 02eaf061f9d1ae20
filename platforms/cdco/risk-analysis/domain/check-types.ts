/** Holds a definition that can be read against the data model: elements, codes, units and what may be asked of which type. */
import type { BlockName, Condition, Test } from './condition.ts';
import { countryGroups } from './country-groups.ts';
import { decimalOf } from './decimal.ts';
import { patternFault } from './pattern.ts';
import type { Definition } from './profile.ts';
import type { ElementType, Vocabulary } from './vocabulary.ts';

/** Whether a code stands in a list; true where the list is not held. */
export type HasCode = (list: string, code: string) => boolean;

export interface TypeFault {
  /** JSON pointer into the definition. */
  readonly pointer: string;
  readonly problem: string;
}

interface Checking {
  readonly vocabulary: Vocabulary;
  readonly hasCode: HasCode;
}

const where: Readonly<Record<BlockName, string>> = {
  declaration: 'a declaration',
  house: 'a consignment',
  item: 'a goods item',
};

const momentForm = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/;

const valueProblem = (value: string, type: ElementType, { hasCode }: Checking): string | undefined => {
  if (type.kind === 'number') return decimalOf(value) === undefined ? `${value} is no decimal number` : undefined;
  if (type.kind === 'flag') return /^(true|false)$/.test(value) ? undefined : `${value} is neither true nor false`;
  if (type.list !== undefined && !hasCode(type.list, value)) return `${value} is no code of ${type.list}`;
  if (type.maxLength !== undefined && value.length > type.maxLength) {
    return `${value} is longer than the ${type.maxLength} signs that are declared there`;
  }
  if (type.pattern === undefined || new RegExp(type.pattern).test(value)) return undefined;
  return `${value} has not the form of what is declared there`;
};

/** Which tests may be asked of which types. */
const kinds: Readonly<Record<string, readonly ElementType['kind'][]>> = {
  eq: ['text', 'number', 'flag', 'moment'],
  in: ['text', 'number', 'flag', 'moment'],
  inGroup: ['text'],
  prefix: ['text'],
  range: ['number'],
  matches: ['text'],
  pattern: ['text'],
  before: ['moment'],
  after: ['moment'],
  present: ['text', 'number', 'flag', 'moment'],
  absent: ['text', 'number', 'flag', 'moment'],
};

const fault = (pointer: string, problem: string | undefined): TypeFault[] =>
  problem === undefined ? [] : [{ pointer, problem }];

const ofValues = (values: readonly string[], pointer: string, type: ElementType, checking: Checking): TypeFault[] =>
  values.flatMap((value, position) => fault(`${pointer}/${position}`, valueProblem(value, type, checking)));

const ofTest = (test: Test, pointer: string, type: ElementType, checking: Checking): TypeFault[] => {
  const [name = ''] = Object.keys(test);
  const at = `${pointer}/${name}`;
  if (!kinds[name]?.includes(type.kind)) return fault(at, `cannot be asked of a ${type.kind}`);
  if ('eq' in test) return fault(at, valueProblem(test.eq, type, checking));
  if ('in' in test) return ofValues(test.in, at, type, checking);
  if ('inGroup' in test) return ofGroup(test.inGroup, at, type);
  if ('prefix' in test) {
    const tooLong = (start: string) => type.maxLength !== undefined && start.length > type.maxLength;
    return test.prefix.flatMap((start, position) =>
      fault(`${at}/${position}`, tooLong(start) ? `${start} is longer than what is declared there` : undefined),
    );
  }
  if ('range' in test && test.range.unit !== undefined && test.range.unit !== type.unit) {
    const known = type.unit === undefined ? 'has no unit' : `is in ${type.unit}`;
    return fault(`${at}/unit`, `${test.range.unit} is not the unit: the element ${known}`);
  }
  if ('pattern' in test) return fault(at, patternFault(test.pattern));
  if ('before' in test) return fault(at, momentForm.test(test.before) ? undefined : 'is neither a day nor a moment');
  if ('after' in test) return fault(at, momentForm.test(test.after) ? undefined : 'is neither a day nor a moment');
  return [];
};

const ofGroup = (group: string, at: string, { list }: ElementType): TypeFault[] => {
  if (!countryGroups.has(group)) return fault(at, `${group} is no group of countries`);
  return list === 'CL718' || list === 'CL717' ? [] : fault(at, 'no country is declared there');
};

const typed = (element: string, pointer: string, block: BlockName, { vocabulary }: Checking) => {
  const type = vocabulary.typeOf(block, element);
  return { type, faults: type === undefined ? fault(pointer, `${where[block]} has no element ${element}`) : [] };
};

const ofCondition = (of: Condition, pointer: string, block: BlockName, checking: Checking): TypeFault[] => {
  const each = (list: readonly Condition[], name: string) =>
    list.flatMap((one, position) => ofCondition(one, `${pointer}/${name}/${position}`, block, checking));
  if ('all' in of) return each(of.all, 'all');
  if ('any' in of) return each(of.any, 'any');
  if ('not' in of) return ofCondition(of.not, `${pointer}/not`, block, checking);
  if ('is' in of) {
    const { type, faults } = typed(of.element, `${pointer}/element`, block, checking);
    return type === undefined ? faults : ofTest(of.is, `${pointer}/is`, type, checking);
  }
  if ('some' in of) return ofCondition(of.where, `${pointer}/where`, of.some, checking);
  if ('every' in of) return ofCondition(of.where, `${pointer}/where`, of.every, checking);
  const inner = 'count' in of ? of.count : of.sum;
  const within = of.where === undefined ? [] : ofCondition(of.where, `${pointer}/where`, inner, checking);
  if (!('sum' in of)) return within;
  const { type, faults } = typed(of.element, `${pointer}/element`, inner, checking);
  const summable = type === undefined || type.kind === 'number' ? [] : fault(`${pointer}/element`, 'is no number');
  return [...faults, ...summable, ...within];
};

/** @param vocabularies by procedure */
export const checkTypes = (
  { procedures, condition }: Definition,
  vocabularies: ReadonlyMap<string, Vocabulary>,
  hasCode: HasCode,
): readonly TypeFault[] =>
  procedures.flatMap((procedure, position) => {
    const vocabulary = vocabularies.get(procedure);
    if (vocabulary === undefined) return fault(`/procedures/${position}`, `${procedure} is no procedure`);
    return ofCondition(condition, '/condition', 'declaration', { vocabulary, hasCode });
  });
