/** Which elements made a profile hit: those that the literals of its alternatives read, in the order of the profile. */
import type { Condition } from '../condition.ts';
import { readerOf } from '../elements.ts';
import { elementsOf, evidenceOf, maxElements } from '../evidence.ts';
import type { HitElement } from '../hit.ts';
import { compileTest, type Passes } from '../operators.ts';
import { namesOf } from '../values.ts';
import type { Alternative } from './alternatives.ts';
import { declarationBlock, houseBlock, itemBlock } from './blocks.ts';
import { type CompiledClause, type CompiledPart, clauseHolds, rowsBelow, type Sight } from './clauses.ts';
import type { LiteralTable } from './literals.ts';
import { nodeOf, pointerOf, scopeOfRow } from './rows.ts';

/** An alternative that held, and the rows by which it was looked up, rising. */
export interface Held {
  readonly alternative: Alternative;
  readonly rows: readonly number[];
}

/** What a literal points at, made when the index is. */
interface Fragment {
  readonly names: readonly string[];
  /** Of the pointer, below the row. */
  readonly suffix: string;
  readonly passes: Passes;
  readonly isDerived: boolean;
}

/** Undefined for literals that hold because of what is not there. */
export type Fragments = readonly (Fragment | undefined)[];

export const fragmentsOf = ({ literals }: LiteralTable): Fragments =>
  literals.map(({ element, is, negated }) => {
    if (negated || 'absent' in is) return undefined;
    const names = namesOf(element);
    return { names, suffix: `/${names.join('/')}`, passes: compileTest(is), isDerived: names[0] === 'derived' };
  });

interface Explaining {
  readonly sight: Sight;
  readonly fragments: Fragments;
  readonly held: Held;
  readonly elements: Map<string, HitElement>;
}

const isFull = ({ elements }: Explaining): boolean => elements.size >= maxElements;

const add = ({ elements }: Explaining, pointer: string, value: unknown): void => {
  if (elements.size < maxElements && !elements.has(pointer)) elements.set(pointer, { pointer, value: String(value) });
};

/** The value where there is one and no list on the way to it; undefined: look for it the long way. */
const onlyValue = (node: unknown, names: readonly string[]): unknown => {
  let found = node;
  for (const name of names) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return typeof found === 'object' ? undefined : found;
};

const explainLiteral = (explaining: Explaining, literal: number, node: unknown, pointer: string): void => {
  const fragment = explaining.fragments[literal];
  if (fragment === undefined) return;
  const only = fragment.isDerived ? undefined : onlyValue(node, fragment.names);
  if (only !== undefined) {
    add(explaining, pointer + fragment.suffix, only);
    return;
  }
  const { element } = explaining.sight.table.literals[literal]!;
  for (const { value, from } of readerOf(element).all(node, pointer)) {
    if (fragment.passes(value)) for (const placed of from) add(explaining, placed.pointer, placed.value);
  }
};

/** Rows of a clause that led to the alternative. */
const leading = (
  { sight, held }: Explaining,
  clause: CompiledClause,
  depth: number,
  house: number,
): Iterable<number> => {
  const { above } = sight.rows.items;
  const isLast = held.alternative.path.length === depth + 1;
  if (!isLast) return new Set(held.rows.map((item) => above[item]!));
  return clause.block === itemBlock && depth === 2 ? held.rows.filter((item) => above[item] === house) : held.rows;
};

function* holding({ sight }: Explaining, clause: CompiledClause, above: number, house: number): Iterable<number> {
  const [from, after] = rowsBelow(clause, sight.rows, above, house);
  for (let row = from; row < after; row += 1) {
    const holds =
      clause.block === houseBlock ? clauseHolds(clause, sight, row, -1) : clauseHolds(clause, sight, house, row);
    if (holds) yield row;
  }
}

const explainPart = (
  explaining: Explaining,
  part: CompiledPart,
  clause: CompiledClause,
  depth: number,
  house: number,
  item: number,
): void => {
  const { rows } = explaining.sight;
  if ('some' in part) {
    const isLeading = explaining.held.alternative.path[depth + 1] === part.some;
    const found = isLeading
      ? leading(explaining, part.some, depth + 1, house)
      : holding(explaining, part.some, clause.block, house);
    for (const row of found) {
      if (isFull(explaining)) return;
      if (part.some.block === houseBlock) explainClause(explaining, part.some, depth + 1, row, -1);
      else explainClause(explaining, part.some, depth + 1, house, row);
    }
  } else if ('rest' in part && !part.rest.negated) {
    const evidence = evidenceOf(part.rest.condition, scopeOfRow(rows, clause.block, house, item)) ?? [];
    for (const { pointer, value } of evidence) add(explaining, pointer, value);
  }
};

const explainClause = (
  explaining: Explaining,
  clause: CompiledClause,
  depth: number,
  house: number,
  item: number,
): void => {
  const { rows } = explaining.sight;
  const node = nodeOf(rows, clause.block, house, item);
  const pointer = pointerOf(rows, clause.block, house, item);
  for (const part of clause.parts) {
    if (part.quiet || isFull(explaining)) continue;
    if ('literal' in part) explainLiteral(explaining, part.literal, node, pointer);
    else explainPart(explaining, part, clause, depth, house, item);
  }
};

/** Elements of a hit by one alternative, each once. */
export const explain = (sight: Sight, fragments: Fragments, held: Held): readonly HitElement[] => {
  const elements = new Map<string, HitElement>();
  explainClause({ sight, fragments, held, elements }, held.alternative.root, 0, -1, -1);
  return [...elements.values()];
};

/** Elements of a hit by several alternatives: their words mix in the profile, so it is read as it stands. */
export const explainPlainly = ({ rows }: Sight, condition: Condition): readonly HitElement[] =>
  elementsOf(evidenceOf(condition, scopeOfRow(rows, declarationBlock, -1, -1)) ?? []);
