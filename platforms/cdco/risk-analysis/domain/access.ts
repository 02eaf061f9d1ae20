/**
 * Finds, in a condition, values of which the declaration must have at least one for the condition to hold. Profiles are
 * then reached through those values, and a declaration that has none of them costs a profile nothing.
 */
import type { BlockName, Condition, ElementPath, Test } from './condition.ts';

export interface Key {
  readonly block: BlockName;
  readonly element: ElementPath;
  readonly value: string;
  /** The declared value starts with `value`; otherwise it equals it. */
  readonly prefix: boolean;
}

/** At least one of the keys is met whenever the condition holds. */
export interface Access {
  readonly keys: readonly Key[];
  /** Guess of the share of declarations that meet a key; the smaller, the better. */
  readonly share: number;
}

/** How many different values are usual: rough, and only the order matters. */
const usualValues: readonly (readonly [string, number])[] = [
  ['identificationNumber', 20_000],
  ['harmonizedSystemSubHeadingCode', 2_000],
  ['UNNumber', 1_000],
  ['UNLOCODE', 1_000],
  ['postCode', 1_000],
  ['country', 60],
];

const shareOf = (element: ElementPath, value: string, prefix: boolean): number => {
  const many = usualValues.find(([ending]) => element.endsWith(ending))?.[1] ?? 20;
  return prefix ? Math.max(1 / many, 10 ** -Math.min(value.length, 4)) : 1 / many;
};

const valuesOf = (test: Test): { readonly values: readonly string[]; readonly prefix: boolean } | undefined => {
  if ('eq' in test) return { values: [test.eq], prefix: false };
  if ('in' in test) return { values: test.in, prefix: false };
  if ('prefix' in test) return { values: test.prefix, prefix: true };
  return undefined;
};

const ofElement = (block: BlockName, element: ElementPath, test: Test): Access | undefined => {
  const found = valuesOf(test);
  if (found === undefined) return undefined;
  const { values, prefix } = found;
  const keys = values.map((value) => ({ block, element, value, prefix }));
  return { keys, share: values.reduce((sum, value) => sum + shareOf(element, value, prefix), 0) };
};

const best = (accesses: readonly (Access | undefined)[]): Access | undefined =>
  accesses.filter((one) => one !== undefined).toSorted((a, b) => a.share - b.share)[0];

const union = (accesses: readonly (Access | undefined)[]): Access | undefined => {
  const known = accesses.filter((one) => one !== undefined);
  if (known.length < accesses.length) return undefined;
  return { keys: known.flatMap(({ keys }) => keys), share: known.reduce((sum, { share }) => sum + share, 0) };
};

/** Undefined: the condition may hold without any such value; the profile is tried on every declaration. */
export const accessOf = (condition: Condition, block: BlockName = 'declaration'): Access | undefined => {
  if ('all' in condition) return best(condition.all.map((one) => accessOf(one, block)));
  if ('any' in condition) return union(condition.any.map((one) => accessOf(one, block)));
  if ('not' in condition || 'sum' in condition) return undefined;
  if ('is' in condition) return ofElement(block, condition.element, condition.is);
  if ('some' in condition) return accessOf(condition.where, condition.some);
  if ('every' in condition) return accessOf(condition.where, condition.every);
  const needsOne = (condition.from ?? 0) >= 1;
  return needsOne && condition.where !== undefined ? accessOf(condition.where, condition.count) : undefined;
};
