/**
 * A condition as it stands, asked of the columns: for what has no place among the alternatives, for profiles that nothing
 * leads to, and for hits by several alternatives, whose words mix. Reads as `evidence.ts` does, which the tests hold it against.
 */
import { compileCondition } from '../compile.ts';
import type { BlockName, Condition } from '../condition.ts';
import { evidenceOf } from '../evidence.ts';
import type { HitElement } from '../hit.ts';
import { askerOf } from './asker.ts';
import { blockNumber } from './blocks.ts';
import type { Compiling } from './clauses.ts';
import { type Collector, collect, collected, createCollector } from './collector.ts';
import { addFragment, fragmentOf } from './fragments.ts';
import type { Sight } from './holds.ts';
import { addLiteral } from './literals.ts';
import { nodeOf, pointerOf, scopeOfRow } from './rows.ts';
import { type Count, countRows, explainRows, type RowsSeen, someRowHolds } from './rows-seen.ts';
import { someRowOfDeclaration } from './some-row.ts';

export interface Tree {
  holds(sight: Sight, house: number, item: number): boolean;
  /** Collects the elements that make it hold; asked only where it does. */
  explain(sight: Sight, to: Collector, house: number, item: number): void;
}

const nothing = (): void => {};

type Holds = Tree['holds'];

/** Two at a time: most conditions have two or three parts, and a loop over them costs more than they do. */
const bothHold = (one: Holds, other: Holds): Holds => {
  return (sight, house, item) => one(sight, house, item) && other(sight, house, item);
};
const eitherHolds = (one: Holds, other: Holds): Holds => {
  return (sight, house, item) => one(sight, house, item) || other(sight, house, item);
};

const every = (parts: readonly Tree[]): Tree => ({
  holds: parts.map(({ holds }) => holds).reduce(bothHold),
  explain: (sight, to, house, item) => {
    for (const part of parts) part.explain(sight, to, house, item);
  },
});

const some = (parts: readonly Tree[]): Tree => ({
  holds: parts.map(({ holds }) => holds).reduce(eitherHolds),
  explain: (sight, to, house, item) => {
    for (const part of parts) if (!to.full && part.holds(sight, house, item)) part.explain(sight, to, house, item);
  },
});

/** Holds because of what is not there: that has no place. */
const notThat = ({ holds }: Tree): Tree => ({
  holds: (sight, house, item) => !holds(sight, house, item),
  explain: nothing,
});

const someRow = (seen: RowsSeen, where: Tree): Tree => ({
  holds: (sight, house, item) => someRowHolds(seen, where, sight, house, item),
  explain: (sight, to, house, item) => explainRows(seen, where, sight, to, house, item),
});

const manyRows = (seen: RowsSeen, where: Tree, isRight: (count: Count) => boolean): Tree => ({
  holds: (sight, house, item) => isRight(countRows(seen, where, sight, house, item)),
  explain: (sight, to, house, item) => explainRows(seen, where, sight, to, house, item),
});

const plainly = (condition: Condition, from: BlockName): Tree => {
  const holds = compileCondition(condition);
  const block = blockNumber(from);
  return {
    holds: ({ rows }, house, item) => holds(scopeOfRow(rows, block, house, item)),
    explain: ({ rows }, to, house, item) => {
      for (const { pointer, value } of evidenceOf(condition, scopeOfRow(rows, block, house, item)) ?? []) {
        collect(to, pointer, String(value));
      }
    },
  };
};

type ElementCondition = Extract<Condition, { readonly is: unknown }>;

const ofElement = (condition: ElementCondition, from: BlockName, { table, fields }: Compiling): Tree => {
  const literal = addLiteral(table, fields, from, { ...condition, negated: false });
  const fragment = fragmentOf(table.fragments, table.literals[literal]!);
  const block = blockNumber(from);
  return {
    holds: askerOf(table, literal),
    explain:
      fragment === undefined
        ? nothing
        : ({ rows }, to, house, item) => {
            if (to.full) return;
            const pointer = pointerOf(rows, block, house, item);
            addFragment(to, fragment, condition, nodeOf(rows, block, house, item), pointer);
          },
  };
};

const always: Tree = { holds: () => true, explain: nothing };

export const treeOf = (condition: Condition, from: BlockName, compiling: Compiling): Tree => {
  const here = (one: Condition) => treeOf(one, from, compiling);
  if ('all' in condition) return every(condition.all.map(here));
  if ('any' in condition) return some(condition.any.map(here));
  if ('not' in condition) return notThat(here(condition.not));
  if ('is' in condition) return ofElement(condition, from, compiling);
  if ('sum' in condition) return plainly(condition, from);
  if ('some' in condition) {
    const block = condition.some;
    const tree = someRow({ block, from, counted: false }, treeOf(condition.where, block, compiling));
    const quick = from === 'declaration' ? someRowOfDeclaration(block, condition.where, compiling) : undefined;
    return quick === undefined ? tree : { ...tree, holds: quick };
  }
  if ('every' in condition) {
    const block = condition.every;
    const where = treeOf(condition.where, block, compiling);
    return manyRows({ block, from, counted: false }, where, ({ held, rows }) => held > 0 && held === rows);
  }
  const { count: block, where, from: least = 0, to: most = Number.POSITIVE_INFINITY } = condition;
  const counts = where === undefined ? always : treeOf(where, block, compiling);
  return manyRows({ block, from, counted: true }, counts, ({ held }) => held >= least && held <= most);
};

/** Elements that make the condition of a profile hold, each once. */
export const elementsByTree = (tree: Tree, sight: Sight): readonly HitElement[] => {
  const to = createCollector();
  tree.explain(sight, to, -1, -1);
  return collected(to, true);
};
