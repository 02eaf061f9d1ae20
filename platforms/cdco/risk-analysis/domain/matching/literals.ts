/** All literals of an index, each once: as records, with the sets, bounds and closures that these refer to. */
import { compileElement, type HoldsOfNode } from '../compile.ts';
import type { BlockName } from '../condition.ts';
import { blockNumber } from './blocks.ts';
import { absentClass, otherClass } from './classes.ts';
import type { Field, Fields } from './fields.ts';
import type { Fragments } from './fragments.ts';
import type { Literal } from './normal-form.ts';
import {
  addDecimals,
  addIntegers,
  type DecimalList,
  decimalList,
  type IntegerList,
  integerList,
} from './number-list.ts';
import { asksOf, isAsked, isNumber, isSet, isSpan, kindOf, recordLength } from './records.ts';
import { type Asked, askedOf } from './tests.ts';

export interface LiteralTable {
  readonly records: IntegerList;
  readonly bits: IntegerList;
  readonly bounds: DecimalList;
  /** The literals themselves, not negated. */
  readonly literals: Literal[];
  /** Their closures, made for those that need one when they first do. */
  readonly asks: (HoldsOfNode | undefined)[];
  /** How what they read is named. */
  readonly fragments: Fragments;
  readonly numbers: Map<string, number>;
}

export const createLiteralTable = (): LiteralTable => ({
  records: integerList(),
  bits: integerList(),
  bounds: decimalList(),
  literals: [],
  asks: [],
  fragments: { list: [], byElement: new Map() },
  numbers: new Map(),
});

type Span = readonly [from: number, before: number];

/** Spans of classes that a test asks for; undefined where it mentions values that the classes do not tell apart. */
export const spansOf = (asked: Asked, { classes }: Field): readonly Span[] | undefined => {
  if (classes === undefined || 'lowest' in asked || 'value' in asked) return undefined;
  if ('presence' in asked) return [asked.presence ? [otherClass, classes.count] : [absentClass, otherClass]];
  const spans = [...asked.values.map(classes.spanOfValue), ...asked.prefixes.map(classes.spanOfPrefix)];
  return spans.every((span) => span !== undefined) ? spans : undefined;
};

const setOf = (spans: readonly Span[]): { readonly low: number; readonly high: number; readonly words: number[] } => {
  const low = Math.min(...spans.map(([from]) => from));
  const high = Math.max(...spans.map(([, before]) => before));
  const words = new Array<number>(Math.ceil((high - low) / 32)).fill(0);
  for (const [from, before] of spans) {
    for (let at = from - low; at < before - low; at += 1) words[at >> 5]! |= 1 << (at & 31);
  }
  return { low, high, words };
};

type Numbers = readonly [kind: number, first: number, second: number, third: number];

const numbersOf = (table: LiteralTable, asked: Asked, field: Field | undefined, literal: number): Numbers => {
  if (field !== undefined && 'lowest' in asked) {
    return [isNumber, addDecimals(table.bounds, [asked.lowest, asked.highest]), 0, literal];
  }
  const spans = field === undefined ? undefined : spansOf(asked, field);
  if (spans === undefined) return [isAsked, 0, 0, literal];
  if (spans.length === 0) return [isSpan, 0, 0, literal];
  if (spans.length === 1) return [isSpan, spans[0]![0], spans[0]![1], literal];
  const { low, high, words } = setOf(spans);
  return [isSet, low, high, addIntegers(table.bits, words)];
};

/** Number of a literal in the table; equal ones have one number. */
export const addLiteral = (table: LiteralTable, fields: Fields, block: BlockName, literal: Literal): number => {
  const { element, is, every, negated } = literal;
  const key = `${block} ${element} ${every === true} ${negated} ${JSON.stringify(is)}`;
  const known = table.numbers.get(key);
  if (known !== undefined) return known;
  const number = table.literals.length;
  const field = fields.of(block, literal);
  const [kind, ...others] = numbersOf(table, askedOf(literal), field, number);
  const slot = field?.slot ?? 0;
  const asks = asksOf({ kind, negated, block: blockNumber(block), slot });
  addIntegers(table.records, [asks, ...others]);
  table.numbers.set(key, number);
  table.literals.push(literal);
  table.asks.push(undefined);
  return number;
};

/** The record of a literal, to be put elsewhere. */
export const recordOf = ({ records }: LiteralTable, literal: number): Int32Array =>
  records.values.subarray(literal * recordLength, (literal + 1) * recordLength);

export const isAskedOfValue = (table: LiteralTable, literal: number): boolean =>
  kindOf(recordOf(table, literal)[0]!) === isAsked;

/** The literal as a closure, not negated. */
export const closureOf = ({ asks, literals }: LiteralTable, literal: number): HoldsOfNode => {
  const known = asks[literal];
  if (known !== undefined) return known;
  const { element, is, every } = literals[literal]!;
  const made = compileElement({ element, is, ...(every === true ? { every } : {}) });
  asks[literal] = made;
  return made;
};
