/** The content of a rule as texts of a form, and back. What cannot be read is given as it is, for the platform to say so. */
import type { Fields } from '../../../../../shared-services/gateway/pages/site/fields.ts';
import { listed } from '../../conditions/write-condition.ts';
import { type FieldType, fieldsOf, testsOf } from './fields.ts';

type Content = Readonly<Record<string, unknown>>;

const isContent = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const contentIn = (definition: string): Content => {
  const parsed: unknown = JSON.parse(definition);
  return isContent(parsed) ? parsed : {};
};

export const testKindOf = ({ test }: Content): string => (isContent(test) ? String(test['kind'] ?? '') : '');

const valueAt = (content: Content, at: string): unknown =>
  at.split('.').reduce<unknown>((value, step) => (isContent(value) ? value[step] : undefined), content);

export const textAt = (content: Content, at: string): string => {
  const value = valueAt(content, at);
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join(', ');
  return isContent(value) ? JSON.stringify(value, undefined, 2) : String(value);
};

const numberOf = (text: string): unknown => (Number.isNaN(Number(text)) ? text : Number(text));

const parsedOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const read: Readonly<Record<FieldType, (text: string) => unknown>> = {
  text: (text) => text,
  words: (text) => text,
  whole: numberOf,
  number: numberOf,
  list: listed,
  wholes: (text) => listed(text).map(numberOf),
  json: parsedOf,
};

/** As the rule's definition says it; fields that were left empty are not in it. */
export const definitionIn = (fields: Fields, kind: string, testKind: string): string => {
  const entries = fieldsOf(kind, testKind).flatMap(({ at, type }) => {
    const text = fields.text(at);
    return text === '' ? [] : [[at, read[type](text)] as const];
  });
  const isOfTest = ([at]: readonly [string, unknown]) => at.startsWith('test.');
  const own = Object.fromEntries(entries.filter((entry) => !isOfTest(entry)));
  if (!Object.hasOwn(testsOf, kind)) return JSON.stringify(own);
  const asked = entries.filter(isOfTest).map(([at, value]) => [at.slice('test.'.length), value]);
  return JSON.stringify({ ...own, test: { kind: testKind, ...Object.fromEntries(asked) } });
};

/** Where the platform tells a fault, and the field that it is of. */
export const placesOf = (kind: string, testKind: string): Readonly<Record<string, string>> => ({
  '/ruleId': 'ruleId',
  '/reason': 'why',
  ...Object.fromEntries(
    fieldsOf(kind, testKind).flatMap(({ at }) => {
      const pointer = `/${at.replaceAll('.', '/')}`;
      return [[`/definition${pointer}`, at], ...(pointer === '/reason' ? [] : [[pointer, at]])];
    }),
  ),
});
