/**
 * Unary tests of FEEL (DMN 1.3, clause 7.3.10 [M]) as conditions: values, comparisons, intervals, lists, not(), null, and the functions
 * `starts with`, `ends with` and `contains`. Numbers are decimals of six fraction digits at most, as everywhere here, so that an
 * open end is the closed one a millionth further, exactly.
 */
import type { Condition, Test } from '../condition.ts';
import { decimalText } from '../decimal.ts';
import { type Reader, readerOf } from './feel-reader.ts';
import { type Value, valueIn } from './feel-values.ts';
import { CellFault } from './table.ts';

const equals = (value: Value): Test => {
  if (value.kind !== 'number') return { eq: value.text };
  const text = decimalText(value.millionths);
  return { range: { from: text, to: text } };
};

/** @param open the value itself does not belong to it */
const bound = (value: Value, end: 'from' | 'to', open: boolean): Test => {
  if (value.kind === 'number') {
    const step = open ? (end === 'from' ? 1n : -1n) : 0n;
    return { range: { [end]: decimalText(value.millionths + step) } };
  }
  if (value.kind !== 'moment') throw new CellFault('numbers and moments are compared, nothing else');
  if (!open) throw new CellFault('moments are before or after others: < and >, and open intervals');
  return end === 'from' ? { after: value.text } : { before: value.text };
};

const comparisons: Readonly<Record<string, readonly ['from' | 'to', boolean]>> = {
  '<': ['to', true],
  '<=': ['to', false],
  '>': ['from', true],
  '>=': ['from', false],
};

/** Both ends in one test where they are numbers: with two, values of a list might pass one each. */
const between = (low: Test, high: Test): Test | readonly [Test, Test] =>
  'range' in low && 'range' in high ? { range: { ...low.range, ...high.range } } : [low, high];

const intervalIn = (reader: Reader, opening: string): Test | readonly [Test, Test] => {
  const low = bound(valueIn(reader), 'from', opening !== '[');
  reader.needs('..');
  const value = valueIn(reader);
  const closing = reader.next().text;
  if (![']', '[', ')'].includes(closing)) throw new CellFault(`an interval ends with ], [ or ), not with ${closing}`);
  return between(low, bound(value, 'to', closing !== ']'));
};

const functions: Readonly<Record<string, (text: string) => Test>> = {
  'starts with': (text) => ({ prefix: [text] }),
  'ends with': (text) => ({ matches: [`*${text}`] }),
  contains: (text) => ({ matches: [`*${text}*`] }),
};

const literal = (text: string): string => {
  if (text === '' || text.includes('*')) throw new CellFault('a text without * is expected, of one sign at least');
  return text;
};

const calledIn = (reader: Reader, name: string): Test => {
  reader.next();
  reader.needs('(');
  reader.needs('?');
  reader.needs(',');
  const text = literal(reader.string());
  reader.needs(')');
  return functions[name]!(text);
};

const testIn = (reader: Reader): Test | readonly [Test, Test] => {
  const { kind, text } = reader.peek();
  if (reader.takes('null')) return { absent: true };
  if (kind === 'word' && Object.hasOwn(functions, text)) return calledIn(reader, text);
  const comparison = kind === 'sign' && Object.hasOwn(comparisons, text) ? comparisons[text] : undefined;
  if (comparison !== undefined) {
    reader.next();
    return bound(valueIn(reader), ...comparison);
  }
  if (kind === 'sign' && ['[', ']', '('].includes(text)) return intervalIn(reader, reader.next().text);
  return equals(valueIn(reader));
};

const conditionOf = (element: string, test: Test | readonly [Test, Test]): Condition =>
  Array.isArray(test) ? { all: test.map((one) => ({ element, is: one as Test })) } : { element, is: test as Test };

/** Values of a list that are all equalities of texts are one test. */
const anyOf = (element: string, tests: readonly (Test | readonly [Test, Test])[]): Condition => {
  if (tests.length === 1) return conditionOf(element, tests[0]!);
  const texts = tests.map((test) => ('eq' in test ? test.eq : undefined));
  if (texts.every((one) => one !== undefined)) return { element, is: { in: texts } };
  return { any: tests.map((test) => conditionOf(element, test)) };
};

const listIn = (reader: Reader, element: string): Condition => {
  const tests = [testIn(reader)];
  while (reader.takes(',')) tests.push(testIn(reader));
  return anyOf(element, tests);
};

/** Undefined: `-`, nothing is asked. @throws {CellFault} it is not among the tests that are read here */
export const conditionOfTests = (text: string, element: string): Condition | undefined => {
  const whole = text.trim();
  if (whole === '-' || whole === '') return undefined;
  const reader = readerOf(whole);
  const negated = reader.takes('not');
  if (negated) reader.needs('(');
  const condition = listIn(reader, element);
  if (negated) reader.needs(')');
  reader.end();
  return negated ? { not: condition } : condition;
};
