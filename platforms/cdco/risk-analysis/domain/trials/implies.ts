/**
 * Whether one condition holds wherever another does, by their form alone. It answers yes only where that is certain: a no
 * may be a yes that the form does not show.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Condition, Test } from '../condition.ts';
import { membersOf } from '../country-groups.ts';
import { decimalOf } from '../decimal.ts';
import type { Definition } from '../profile.ts';

type Range = Extract<Test, { range: unknown }>['range'];

/** The values that a test lets pass, where it names them. */
const valuesOf = (test: Test): readonly string[] | undefined => {
  if ('eq' in test) return [test.eq];
  if ('in' in test) return test.in;
  if ('inGroup' in test) return [...membersOf(test.inGroup)];
  return undefined;
};

const isWithin = (inner: Range, outer: Range): boolean => {
  const at = (bound: string | undefined) => (bound === undefined ? undefined : decimalOf(bound));
  const [from, to] = [at(inner.from), at(inner.to)];
  const [outerFrom, outerTo] = [at(outer.from), at(outer.to)];
  return (
    (outerFrom === undefined || (from !== undefined && from >= outerFrom)) &&
    (outerTo === undefined || (to !== undefined && to <= outerTo))
  );
};

const startsWith = (prefixes: readonly string[]) => (text: string) => prefixes.some((one) => text.startsWith(one));

/** Whether every value that passes the one passes the other. */
export const testImplies = (one: Test, other: Test): boolean => {
  if ('absent' in one || 'absent' in other) return 'absent' in one && 'absent' in other;
  if ('present' in other) return true;
  const values = valuesOf(one);
  const others = valuesOf(other);
  if (values !== undefined && others !== undefined) return values.every((value) => others.includes(value));
  if ('prefix' in other) return (values ?? ('prefix' in one ? one.prefix : [''])).every(startsWith(other.prefix));
  if ('range' in one && 'range' in other) return isWithin(one.range, other.range);
  return isDeepStrictEqual(one, other);
};

const everything: Condition = { all: [] };

const blockImplies = (one: Condition, other: Condition): boolean => {
  if ('some' in one && 'some' in other) return one.some === other.some && implies(one.where, other.where);
  if ('element' in one && 'is' in one && 'element' in other && 'is' in other) {
    const sameValues = one.element === other.element && (other.every !== true || one.every === true);
    return sameValues && testImplies(one.is, other.is);
  }
  if (
    'count' in one &&
    'count' in other &&
    one.count === other.count &&
    one.to === undefined &&
    other.to === undefined
  ) {
    const enough = (one.from ?? 0) >= (other.from ?? 0);
    return enough && implies(one.where ?? everything, other.where ?? everything);
  }
  return isDeepStrictEqual(one, other);
};

/** Whether `other` holds wherever `one` does. */
export const implies = (one: Condition, other: Condition): boolean => {
  if ('all' in other) return other.all.every((part) => implies(one, part));
  if ('any' in one) return one.any.every((part) => implies(part, other));
  if ('not' in one && 'not' in other) return implies(other.not, one.not);
  if ('any' in other && other.any.some((part) => implies(one, part))) return true;
  if ('all' in one) return one.all.some((part) => implies(part, other));
  return blockImplies(one, other);
};

const contains = (outer: readonly string[] | undefined, inner: readonly string[] | undefined): boolean =>
  outer === undefined || inner?.every((one) => outer.includes(one)) === true;

/** Whether every declaration that the first hits is hit by the second too. */
export const isCoveredBy = (one: Definition, other: Definition): boolean =>
  contains(other.procedures, one.procedures) &&
  contains(other.specificCircumstances, one.specificCircumstances) &&
  implies(one.condition, other.condition);
