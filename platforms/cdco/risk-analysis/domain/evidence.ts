/**
 * The plain reading of a condition: whether it holds, and which elements made it hold. Runs for hits only, so it may be
 * slow and simple; the tests hold the compiled engine against it.
 */
import type { Block, Condition, Test } from './condition.ts';
import { decimalOf, isWithin } from './decimal.ts';
import { readerOf } from './elements.ts';
import type { HitElement } from './hit.ts';
import { compileTest, type Passes } from './operators.ts';
import { countedIn, type Scope } from './scope.ts';
import type { PlacedValue } from './values.ts';

/** Of the profiles in use: a test goes when its profile does. */
const compiledTests = new WeakMap<object, Passes>();

const passesOf = (test: Exclude<Test, { readonly absent: true }>): Passes => {
  const known = compiledTests.get(test) ?? compileTest(test);
  compiledTests.set(test, known);
  return known;
};

/** Undefined: the condition does not hold. Empty: it holds because of what is not there. */
export type Evidence = readonly PlacedValue[] | undefined;

const ofElement = ({ element, is, every }: Extract<Condition, { readonly is: unknown }>, scope: Scope): Evidence => {
  const values = readerOf(element).all(scope.node, scope.pointer);
  if ('absent' in is) return values.length === 0 ? [] : undefined;
  const passes = passesOf(is);
  const passing = values.filter(({ value }) => passes(value));
  const holds = every === true ? passing.length === values.length : true;
  return holds && passing.length > 0 ? passing.flatMap(({ from }) => from) : undefined;
};

const held = (scopes: readonly Scope[], where: Condition | undefined) =>
  scopes.flatMap((scope) => {
    const evidence = where === undefined ? [] : evidenceOf(where, scope);
    return evidence === undefined ? [] : [{ scope, evidence }];
  });

const ofCount = (condition: Extract<Condition, { readonly count: Block }>, scope: Scope): Evidence => {
  const found = held(countedIn(scope, condition.count), condition.where);
  const { from = 0, to = Number.POSITIVE_INFINITY } = condition;
  return found.length >= from && found.length <= to ? found.flatMap(({ evidence }) => evidence) : undefined;
};

const ofSum = (condition: Extract<Condition, { readonly sum: Block }>, scope: Scope): Evidence => {
  const { sum, element, where, from, to } = condition;
  const summed = held(countedIn(scope, sum), where)
    .flatMap((one) => readerOf(element).all(one.scope.node, one.scope.pointer))
    .filter(({ value }) => decimalOf(value) !== undefined);
  const total = summed.reduce((before, { value }) => before + decimalOf(value)!, 0n);
  const [lowest, highest] = [from, to].map((bound) => (bound === undefined ? undefined : decimalOf(bound)));
  return summed.length > 0 && isWithin(total, lowest, highest) ? summed.flatMap((one) => one.from) : undefined;
};

const ofAll = (conditions: readonly Condition[], scope: Scope): Evidence => {
  const parts = conditions.map((one) => evidenceOf(one, scope));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
};

export const evidenceOf = (condition: Condition, scope: Scope): Evidence => {
  if ('all' in condition) return ofAll(condition.all, scope);
  if ('any' in condition) {
    const parts = condition.any.map((one) => evidenceOf(one, scope)).filter((part) => part !== undefined);
    return parts.length > 0 ? parts.flat() : undefined;
  }
  if ('not' in condition) return evidenceOf(condition.not, scope) === undefined ? [] : undefined;
  if ('is' in condition) return ofElement(condition, scope);
  if ('count' in condition) return ofCount(condition, scope);
  if ('sum' in condition) return ofSum(condition, scope);
  const scopes = 'some' in condition ? scope[condition.some] : scope[condition.every];
  const found = held(scopes, condition.where);
  const enough = 'some' in condition ? found.length > 0 : found.length > 0 && found.length === scopes.length;
  return enough ? found.flatMap(({ evidence }) => evidence) : undefined;
};

/** Elements that one hit names at most: a criterion on every item of a large declaration would name thousands. */
export const maxElements = 20;

/** Each place once: two conditions may speak of the same element. */
export const eachOnce = (elements: readonly HitElement[]): readonly HitElement[] => {
  const places = new Map(elements.map((element) => [element.pointer, element]));
  return [...places.values()].slice(0, maxElements);
};

export const elementsOf = (evidence: readonly PlacedValue[]): readonly HitElement[] =>
  eachOnce(evidence.map(({ pointer, value }) => ({ pointer, value: String(value) })));
