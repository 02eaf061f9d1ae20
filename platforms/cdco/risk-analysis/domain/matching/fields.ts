/** The elements that profiles ask of, each with its place in the row of its block. */
import type { BlockName, Condition } from '../condition.ts';
import { blockNumber } from './blocks.ts';
import { type Classes, createClasses } from './classes.ts';
import type { Clause, Literal } from './normal-form.ts';
import { askedOf } from './tests.ts';

/** An element as classes, or as a number: one that is asked for both is two fields. */
export interface Field {
  readonly block: number;
  readonly element: string;
  /** Place in a row of the block. */
  readonly slot: number;
  /** Undefined: the field is a number. */
  readonly classes: Classes | undefined;
}

export interface Fields {
  readonly all: readonly Field[];
  /** Length of a row, by block. */
  readonly widths: readonly number[];
  /** Undefined where only the value itself can answer. */
  of(block: BlockName, literal: Literal): Field | undefined;
}

interface Wanted {
  readonly block: BlockName;
  readonly element: string;
  readonly values: Set<string>;
  readonly prefixes: Set<string>;
  readonly isNumber: boolean;
}

const keyOf = (block: BlockName, element: string, isNumber: boolean): string =>
  `${block} ${element} ${isNumber ? 'number' : 'class'}`;

const flavourOf = (literal: Literal): 'number' | 'class' | undefined => {
  const asked = askedOf(literal);
  return 'value' in asked ? undefined : 'lowest' in asked ? 'number' : 'class';
};

const want = (into: Map<string, Wanted>, block: BlockName, literal: Literal): void => {
  const asked = askedOf(literal);
  if ('value' in asked) return;
  const isNumber = 'lowest' in asked;
  const key = keyOf(block, literal.element, isNumber);
  const wanted = into.get(key) ?? {
    block,
    element: literal.element,
    values: new Set(),
    prefixes: new Set(),
    isNumber,
  };
  into.set(key, wanted);
  if (!('values' in asked)) return;
  for (const value of asked.values) wanted.values.add(value);
  for (const prefix of asked.prefixes) wanted.prefixes.add(prefix);
};

const wantAll = (into: Map<string, Wanted>, { block, parts }: Clause): void => {
  for (const part of parts) {
    if ('literal' in part) want(into, block, part.literal);
    else if ('some' in part) wantAll(into, part.some);
    else wantCondition(into, block, part.rest.condition);
  }
};

const wantCondition = (into: Map<string, Wanted>, block: BlockName, condition: Condition): void => {
  if ('all' in condition) for (const one of condition.all) wantCondition(into, block, one);
  else if ('any' in condition) for (const one of condition.any) wantCondition(into, block, one);
  else if ('not' in condition) wantCondition(into, block, condition.not);
  else if ('is' in condition) want(into, block, { ...condition, negated: false });
  else if ('some' in condition) wantCondition(into, condition.some, condition.where);
  else if ('every' in condition) wantCondition(into, condition.every, condition.where);
  // Values that are summed are asked themselves.
  else if ('count' in condition && condition.where !== undefined) wantCondition(into, condition.count, condition.where);
};

/** All fields that the clauses need. Pauses where others may go on. */
export function* buildFields(clauses: readonly (readonly Clause[])[]): Generator<void, Fields> {
  const wanted = new Map<string, Wanted>();
  for (const alternatives of clauses) {
    for (const clause of alternatives) wantAll(wanted, clause);
    yield;
  }
  const widths = [0, 0, 0];
  const byKey = new Map<string, Field>();
  for (const [key, { block, element, isNumber, ...mentions }] of wanted) {
    const number = blockNumber(block);
    const slot = widths[number]!;
    widths[number] = slot + 1;
    byKey.set(key, { block: number, element, slot, classes: isNumber ? undefined : createClasses(mentions) });
    yield;
  }
  return {
    all: [...byKey.values()],
    widths,
    of: (block, literal) => {
      const flavour = flavourOf(literal);
      return flavour === undefined ? undefined : byKey.get(keyOf(block, literal.element, flavour === 'number'));
    },
  };
}
