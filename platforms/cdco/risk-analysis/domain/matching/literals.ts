/**
 * Literals as records of four numbers, which the match reads without following pointers: what is asked (kind, negation, block
 * and slot), and three numbers that its kind explains.
 */
import { compileElement, type HoldsOfNode } from '../compile.ts';
import type { BlockName } from '../condition.ts';
import { blockNumber, houseBlock, itemBlock } from './blocks.ts';
import { absentClass, otherClass } from './classes.ts';
import { askValue, type Columns } from './columns.ts';
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
import { nodeOf, type Rows } from './rows.ts';
import { type Asked, askedOf } from './tests.ts';

export const recordLength = 4;

/** Classes from the first number on, before the second. */
export const isSpan = 0;
/** Those of them whose bit is set; the third says where their first word of 32 bits stands. */
export const isSet = 1;
/** Numbers from one bound to another: the first says where the bounds stand, the third is the literal. */
export const isNumber = 2;
/** Only the value can answer: the third number is the literal. */
const isAsked = 3;
/** The row must stand in a consignment of the lowest level. */
const isInHouse = 4;
/** Opens a group: as many records follow as the first number says (`groups.ts`). */
export const isSomeRow = 5;

const kindMask = 7;
const negatedBit = 8;
const blockShift = 4;
const blockMask = 3;
const slotShift = 6;

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
  const asks = kind | (negated ? negatedBit : 0) | (blockNumber(block) << blockShift) | (slot << slotShift);
  addIntegers(table.records, [asks, ...others]);
  table.numbers.set(key, number);
  table.literals.push(literal);
  table.asks.push(undefined);
  return number;
};

/** A record in words. */
export const readRecord = (record: ArrayLike<number>) => {
  const [asks = 0, first = 0, second = 0, third = 0] = Array.from(record);
  return {
    kind: asks & kindMask,
    negated: (asks & negatedBit) !== 0,
    block: (asks >> blockShift) & blockMask,
    slot: asks >> slotShift,
    first,
    second,
    third,
  };
};

/** The record of a literal, to be put elsewhere. */
export const recordOf = ({ records }: LiteralTable, literal: number): Int32Array =>
  records.values.subarray(literal * recordLength, (literal + 1) * recordLength);

/** A record that says: in a consignment of the lowest level. */
export const inHouse: readonly number[] = [isInHouse, 0, 0, 0];

export const isAskedOfValue = (table: LiteralTable, literal: number): boolean =>
  (recordOf(table, literal)[0]! & kindMask) === isAsked;

/** What the match of one declaration needs at hand. */
export interface Sight {
  readonly table: LiteralTable;
  readonly columns: Columns;
  readonly rows: Rows;
}

const asksOf = ({ asks, literals }: LiteralTable, literal: number): HoldsOfNode => {
  const known = asks[literal];
  if (known !== undefined) return known;
  const { element, is, every } = literals[literal]!;
  const made = compileElement({ element, is, ...(every === true ? { every } : {}) });
  asks[literal] = made;
  return made;
};

const isInSet = (records: Int32Array, at: number, bits: Int32Array, id: number): boolean => {
  const bit = id - records[at + 1]!;
  return bit >= 0 && id < records[at + 2]! && (bits[records[at + 3]! + (bit >> 5)]! & (1 << (bit & 31))) !== 0;
};

const hasClass = (records: Int32Array, at: number, kind: number, bits: Int32Array, id: number): boolean =>
  kind === isSpan ? id >= records[at + 1]! && id < records[at + 2]! : isInSet(records, at, bits, id);

const someHasClass = (
  records: Int32Array,
  at: number,
  kind: number,
  { table, columns }: Sight,
  first: number,
): boolean => {
  const { more } = columns;
  for (let next = first; next !== -1; next = more[next + 1]!) {
    if (hasClass(records, at, kind, table.bits.values, more[next]!)) return true;
  }
  return false;
};

/** Whether the record at a place holds; `house` and `item` name the rows, of which it looks at that of its block. */
export const recordHolds = (records: Int32Array, at: number, sight: Sight, house: number, item: number): boolean => {
  const asks = records[at]!;
  const kind = asks & kindMask;
  const negated = (asks & negatedBit) !== 0;
  if (kind === isInHouse) return house >= 0;
  const { table, columns, rows } = sight;
  const block = (asks >> blockShift) & blockMask;
  if (kind !== isAsked) {
    const row = block === itemBlock ? item : block === houseBlock ? house : 0;
    const place = columns.starts[block]! + columns.widths[block]! * row + (asks >> slotShift);
    const id = columns.ids[place]!;
    if (kind !== isNumber) {
      if (id >= 0) return hasClass(records, at, kind, table.bits.values, id) !== negated;
      return someHasClass(records, at, kind, sight, -1 - id) !== negated;
    }
    if (id !== askValue) {
      const number = columns.numbers[place]!;
      const bounds = table.bounds.values;
      const bound = records[at + 1]!;
      return (number >= bounds[bound]! && number <= bounds[bound + 1]!) !== negated;
    }
  }
  return asksOf(table, records[at + 3]!)({ node: nodeOf(rows, block, house, item) }) !== negated;
};

export const literalHolds = (sight: Sight, literal: number, house: number, item: number): boolean =>
  recordHolds(sight.table.records.values, literal * recordLength, sight, house, item);
