/** Turns conditions into closures, once per profile version; see evidence.ts for why a condition held. */
import type { Block, Condition, SumBounds } from './condition.ts';
import { decimalOf, isWithin } from './decimal.ts';
import { readerOf } from './elements.ts';
import { compileTest } from './operators.ts';
import { countedIn, type Scope } from './scope.ts';
import type { Value } from './values.ts';

export type Holds = (scope: Scope) => boolean;

/** What is asked of elements needs no more of a scope than its node. */
export type HoldsOfNode = (scope: Pick<Scope, 'node'>) => boolean;

type ElementCondition = Extract<Condition, { readonly is: unknown }>;
type CountCondition = Extract<Condition, { readonly count: Block }>;
type SumCondition = Extract<Condition, { readonly sum: Block }>;

const anything = () => true;

export const compileElement = ({ element, is, every }: ElementCondition): HoldsOfNode => {
  const reader = readerOf(element);
  if ('absent' in is) return ({ node }) => !reader.some(node, anything);
  const passes = compileTest(is);
  if (every !== true) return ({ node }) => reader.some(node, passes);
  const fails = (value: Value) => !passes(value);
  return ({ node }) => reader.some(node, anything) && !reader.some(node, fails);
};

const compileCount = ({ count, where, from = 0, to = Number.POSITIVE_INFINITY }: CountCondition): Holds => {
  const counts = where === undefined ? anything : compileCondition(where);
  return (scope) => {
    let found = 0;
    for (const one of countedIn(scope, count)) if (counts(one)) found += 1;
    return found >= from && found <= to;
  };
};

const millionths = (bound: SumBounds['from']): bigint | undefined =>
  bound === undefined ? undefined : decimalOf(bound);

/** A sum of no values is no sum: it holds no bound. */
const compileSum = ({ sum, element, where, from, to }: SumCondition): Holds => {
  const reader = readerOf(element);
  const counts = where === undefined ? anything : compileCondition(where);
  const [lowest, highest] = [millionths(from), millionths(to)];
  return (scope) => {
    let total: bigint | undefined;
    const add = (value: Value) => {
      const number = decimalOf(value);
      if (number !== undefined) total = (total ?? 0n) + number;
      return false;
    };
    for (const one of countedIn(scope, sum)) if (counts(one)) reader.some(one.node, add);
    return total !== undefined && isWithin(total, lowest, highest);
  };
};

const compileAll = (conditions: readonly Condition[]): Holds => {
  const holds = conditions.map(compileCondition);
  return (scope) => {
    for (const one of holds) if (!one(scope)) return false;
    return true;
  };
};

const compileAny = (conditions: readonly Condition[]): Holds => {
  const holds = conditions.map(compileCondition);
  return (scope) => {
    for (const one of holds) if (one(scope)) return true;
    return false;
  };
};

export const compileCondition = (condition: Condition): Holds => {
  if ('all' in condition) return compileAll(condition.all);
  if ('any' in condition) return compileAny(condition.any);
  if ('not' in condition) {
    const holds = compileCondition(condition.not);
    return (scope) => !holds(scope);
  }
  if ('is' in condition) return compileElement(condition);
  if ('some' in condition) {
    const holds = compileCondition(condition.where);
    return (scope) => scope[condition.some].some(holds);
  }
  if ('count' in condition) return compileCount(condition);
  if ('sum' in condition) return compileSum(condition);
  const holds = compileCondition(condition.where);
  return (scope) => scope[condition.every].length > 0 && scope[condition.every].every(holds);
};
