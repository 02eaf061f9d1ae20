/** Which elements made a profile hit by one of its alternatives: those that its literals read, in the order of the profile. */
import type { HitElement } from '../hit.ts';
import { houseBlock } from './blocks.ts';
import { type CompiledClause, clauseHolds, rowsBelow } from './clauses.ts';
import { type Collector, collected, createCollector } from './collector.ts';
import { addFragment, type Fragment, fragmentOf } from './fragments.ts';
import type { Sight } from './holds.ts';
import type { LiteralTable } from './literals.ts';
import { nodeOf, pointerOf } from './rows.ts';
import type { Tree } from './tree.ts';

/** What a clause explains, ready to be filled in. */
export interface Explanation {
  readonly clause: CompiledClause;
  readonly steps: readonly Step[];
  /** Whether it is on the path from the declaration to the row that led to the alternative, or its end. */
  readonly leads: 'no' | 'through' | 'here';
}

/** A fragment, a clause below, or a condition that is asked as it stands. */
interface Step {
  readonly fragment?: Fragment;
  /** What is asked of the fragment. */
  readonly literal?: number;
  readonly below?: Explanation;
  readonly rest?: Tree;
}

/** @param path from this clause down to the one by whose row the alternative is looked up; empty beside it */
export const explanationOf = (
  clause: CompiledClause,
  path: readonly CompiledClause[],
  table: LiteralTable,
): Explanation => {
  const steps = clause.parts.flatMap<Step>((part) => {
    if (part.quiet) return [];
    if ('rest' in part) return part.rest.negated ? [] : [{ rest: part.rest.tree }];
    if ('some' in part) {
      const below = explanationOf(part.some, path[1] === part.some ? path.slice(1) : [], table);
      return below.steps.length === 0 ? [] : [{ below }];
    }
    const fragment = fragmentOf(table.fragments, table.literals[part.literal]!);
    return fragment === undefined ? [] : [{ fragment, literal: part.literal }];
  });
  return { clause, steps, leads: path.length === 0 ? 'no' : path.length === 1 ? 'here' : 'through' };
};

interface Named {
  readonly block: number;
  /** Of the pointer, below a row of the block. */
  readonly suffix: string;
}

/** Elements that it may come to; undefined where a condition is asked as it stands, which may name any. */
const namedBy = ({ clause, steps }: Explanation): readonly (Named | undefined)[] =>
  steps.flatMap(({ fragment, below }) => {
    if (fragment !== undefined) return fragment.sources.map(({ suffix }) => ({ block: clause.block, suffix }));
    return below === undefined ? [undefined] : namedBy(below);
  });

/** A row of one block may stand below a row of another: `goodsItem.hs` of a consignment is `hs` of its items. */
const mayBeSame = (one: Named, other: Named): boolean =>
  one.block === other.block
    ? one.suffix === other.suffix
    : one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix);

/** Whether an explanation may come to the same element twice. */
export const mayRepeat = (explanation: Explanation): boolean => {
  const named = namedBy(explanation);
  return named.some(
    (one, at) => one === undefined || named.slice(0, at).some((other) => other !== undefined && mayBeSame(one, other)),
  );
};

interface Explaining {
  readonly sight: Sight;
  /** Rows that led to the alternative, rising. */
  readonly rows: readonly number[];
  readonly to: Collector;
}

const explainLeading = (explaining: Explaining, below: Explanation, house: number): void => {
  const { rows, sight, to } = explaining;
  const { above } = sight.rows.items;
  let last = -1;
  for (let at = 0; at < rows.length && !to.full; at += 1) {
    const row = rows[at]!;
    if (below.leads === 'through') {
      if (above[row] !== last) explainRow(explaining, below, above[row]!, -1);
      last = above[row]!;
    } else if (below.clause.block === houseBlock) explainRow(explaining, below, row, -1);
    else if (house < 0 || above[row] === house) explainRow(explaining, below, house, row);
  }
};

const explainOthers = (explaining: Explaining, below: Explanation, above: number, house: number): void => {
  const { sight, to } = explaining;
  const { clause } = below;
  const [from, after] = rowsBelow(clause, sight.rows, above, house);
  const isHouse = clause.block === houseBlock;
  for (let row = from; row < after && !to.full; row += 1) {
    const [inHouse, item] = isHouse ? [row, -1] : [house, row];
    if (clauseHolds(clause, sight, inHouse, item)) explainRow(explaining, below, inHouse, item);
  }
};

const explainRow = (explaining: Explaining, { clause, steps }: Explanation, house: number, item: number): void => {
  const { rows } = explaining.sight;
  const { block } = clause;
  let pointer: string | undefined;
  for (let at = 0; at < steps.length; at += 1) {
    const { fragment, literal, below, rest } = steps[at]!;
    if (fragment !== undefined) {
      pointer ??= pointerOf(rows, block, house, item);
      const asked = explaining.sight.table.literals[literal!]!;
      addFragment(explaining.to, fragment, asked, nodeOf(rows, block, house, item), pointer);
    } else if (below !== undefined) {
      if (below.leads === 'no') explainOthers(explaining, below, block, house);
      else explainLeading(explaining, below, house);
    } else {
      rest!.explain(explaining.sight, explaining.to, house, item);
    }
  }
};

/** Elements of a hit, each once. */
export const explain = (
  sight: Sight,
  explanation: Explanation,
  repeats: boolean,
  rows: readonly number[],
): readonly HitElement[] => {
  const to = createCollector();
  explainRow({ sight, rows, to }, explanation, -1, -1);
  return collected(to, repeats);
};
