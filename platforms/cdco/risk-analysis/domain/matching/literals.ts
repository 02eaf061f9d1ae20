/** All literals of an index, each once, in tables that the match reads without following pointers. */

import { compileElement, type HoldsOfNode } from '../compile.ts';
import type { BlockName } from '../condition.ts';
import { blockNumber, houseBlock, itemBlock } from './blocks.ts';
import { absentClass, otherClass } from './classes.ts';
import { askValue, type Columns } from './columns.ts';
import type { Field, Fields } from './fields.ts';
import type { Literal } from './normal-form.ts';
import { nodeOf, type Rows } from './rows.ts';
import { type Asked, askedOf } from './tests.ts';

/** The classes from `low` on, before `high`. */
const isSpan = 0;
/** Those of them whose bit is set. */
const isSet = 1;
const isNumber = 2;
/** Only the value can answer. */
const isAsked = 3;

export interface LiteralTable {
  readonly kind: number[];
  readonly block: number[];
  readonly slot: number[];
  readonly negated: boolean[];
  readonly low: number[];
  readonly high: number[];
  /** Of a set: where its first word of 32 bits stands, the first bit of which is class `low`. */
  readonly word: number[];
  readonly bits: number[];
  readonly lowest: number[];
  readonly highest: number[];
  /** The literal itself, not negated. */
  readonly asks: HoldsOfNode[];
  readonly literals: Literal[];
  readonly numbers: Map<string, number>;
}

export const createLiteralTable = (): LiteralTable => ({
  kind: [],
  block: [],
  slot: [],
  negated: [],
  low: [],
  high: [],
  word: [],
  bits: [],
  lowest: [],
  highest: [],
  asks: [],
  literals: [],
  numbers: new Map(),
});

/** Spans of classes, first and one after the last, that a test asks for. */
export const spansOf = (asked: Asked, { classes }: Field): readonly (readonly [number, number])[] => {
  if (classes === undefined || 'lowest' in asked || 'value' in asked) return [];
  if ('presence' in asked) return [asked.presence ? [otherClass, classes.count] : [absentClass, otherClass]];
  return [
    ...asked.values.map((value) => [classes.ofValue(value), classes.ofValue(value) + 1] as const),
    ...asked.prefixes.map((prefix) => [classes.ofPrefix(prefix), classes.afterPrefix(prefix)] as const),
  ];
};

const addBits = (table: LiteralTable, number: number, spans: readonly (readonly [number, number])[]): void => {
  const low = spans.reduce((least, [from]) => Math.min(least, from), Number.POSITIVE_INFINITY);
  const high = spans.reduce((most, [, to]) => Math.max(most, to), 0);
  const words = new Array<number>(Math.ceil((high - low) / 32)).fill(0);
  for (const [from, to] of spans) {
    for (let at = from - low; at < to - low; at += 1) words[at >> 5]! |= 1 << (at & 31);
  }
  table.kind[number] = isSet;
  table.low[number] = low;
  table.high[number] = high;
  table.word[number] = table.bits.length;
  table.bits.push(...words);
};

const addAsked = (table: LiteralTable, number: number, asked: Asked, field: Field | undefined): void => {
  if (field === undefined) return;
  table.slot[number] = field.slot;
  if ('lowest' in asked) {
    table.kind[number] = isNumber;
    table.lowest[number] = asked.lowest;
    table.highest[number] = asked.highest;
    return;
  }
  const spans = spansOf(asked, field);
  if (spans.length !== 1) {
    addBits(table, number, spans);
    return;
  }
  table.kind[number] = isSpan;
  [table.low[number], table.high[number]] = spans[0]!;
};

/** Number of a literal in the table. */
export const addLiteral = (table: LiteralTable, fields: Fields, block: BlockName, literal: Literal): number => {
  const { element, is, every, negated } = literal;
  const key = `${block} ${element} ${every === true} ${negated} ${JSON.stringify(is)}`;
  const known = table.numbers.get(key);
  if (known !== undefined) return known;
  const number = table.literals.length;
  table.numbers.set(key, number);
  table.literals.push(literal);
  table.kind.push(isAsked);
  table.block.push(blockNumber(block));
  table.negated.push(negated);
  for (const column of [table.slot, table.low, table.high, table.word, table.lowest, table.highest]) column.push(0);
  table.asks.push(compileElement({ element, is, ...(every === true ? { every } : {}) }));
  addAsked(table, number, askedOf(literal), fields.of(block, literal));
  return number;
};

const hasClass = (table: LiteralTable, literal: number, id: number): boolean => {
  const low = table.low[literal]!;
  if (id < low || id >= table.high[literal]!) return false;
  if (table.kind[literal] === isSpan) return true;
  const bit = id - low;
  return (table.bits[table.word[literal]! + (bit >> 5)]! & (1 << (bit & 31))) !== 0;
};

const someHasClass = (table: LiteralTable, literal: number, more: Int32Array, first: number): boolean => {
  for (let at = first; at !== -1; at = more[at + 1]!) if (hasClass(table, literal, more[at]!)) return true;
  return false;
};

/** Whether a literal holds in a row; `house` and `item` name the rows, of which it looks at that of its block. */
export const literalHolds = (
  table: LiteralTable,
  literal: number,
  columns: Columns,
  rows: Rows,
  house: number,
  item: number,
): boolean => {
  const block = table.block[literal]!;
  const row = block === itemBlock ? item : block === houseBlock ? house : 0;
  const kind = table.kind[literal]!;
  if (kind !== isAsked) {
    const at = columns.starts[block]! + columns.widths[block]! * row + table.slot[literal]!;
    const id = columns.ids[at]!;
    if (kind !== isNumber) {
      const has = id >= 0 ? hasClass(table, literal, id) : someHasClass(table, literal, columns.more, -1 - id);
      return has !== table.negated[literal];
    }
    if (id !== askValue) {
      const number = columns.numbers[at]!;
      return (number >= table.lowest[literal]! && number <= table.highest[literal]!) !== table.negated[literal];
    }
  }
  return table.asks[literal]!({ node: nodeOf(rows, block, house, item) }) !== table.negated[literal];
};

export const isAskedOfValue = (table: LiteralTable, literal: number): boolean => table.kind[literal] === isAsked;
