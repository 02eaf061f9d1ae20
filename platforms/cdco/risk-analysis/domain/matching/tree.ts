/**
 * A condition as it stands, asked of the columns: for what has no place among the alternatives, for profiles that nothing
 * leads to, and for hits by several alternatives, whose words mix. Reads as `evidence.ts` does, which the tests hold it against.
 */
import { compileCondition } from '../compile.ts';
import type { Block, BlockName, Condition } from '../condition.ts';
import { eachOnce, evidenceOf } from '../evidence.ts';
import type { HitElement } from '../hit.ts';
import { blockNumber } from './blocks.ts';
import type { Compiling } from './clauses.ts';
import { addFragment, fragmentOf } from './fragments.ts';
import { addLiteral, literalHolds, type Sight } from './literals.ts';
import { nodeOf, pointerOf, scopeOfRow } from './rows.ts';

/** Whether it holds in a row. Adds to `to`, where it is given, the elements that make it hold, and nothing if it does not. */
export type Asks = (sight: Sight, to: HitElement[] | undefined, house: number, item: number) => boolean;

const every =
  (parts: readonly Asks[]): Asks =>
  (sight, to, house, item) => {
    const before = to?.length ?? 0;
    for (const part of parts) {
      if (part(sight, to, house, item)) continue;
      if (to !== undefined) to.length = before;
      return false;
    }
    return true;
  };

const some =
  (parts: readonly Asks[]): Asks =>
  (sight, to, house, item) => {
    let found = false;
    for (const part of parts) {
      if (!part(sight, to, house, item)) continue;
      if (to === undefined) return true;
      found = true;
    }
    return found;
  };

/** Holds because of what is not there: that has no place. */
const notThat =
  (part: Asks): Asks =>
  (sight, _to, house, item) =>
    !part(sight, undefined, house, item);

/** Rows of a block as a row of another sees them: itself, those below it. */
interface RowsSeen {
  readonly block: Block;
  readonly from: BlockName;
}

/** How many rows hold of how many; stops as soon as `enough` says so. */
const countRows = (
  { block, from }: RowsSeen,
  asks: Asks,
  sight: Sight,
  to: HitElement[] | undefined,
  house: number,
  item: number,
  only: { readonly counted: boolean; readonly enough: number },
): { readonly held: number; readonly rows: number } => {
  const { rows } = sight;
  if (block === from) return { held: asks(sight, to, house, item) ? 1 : 0, rows: 1 };
  if (from === 'item') return { held: 0, rows: 0 };
  const below = from === 'house' ? [rows.firstItem[house]!, rows.afterItems[house]!] : undefined;
  const [first, after] = below ?? [0, (block === 'item' ? rows.items : rows.houses).nodes.length];
  let [held, seen] = [0, 0];
  for (let row = first!; row < after! && held < only.enough; row += 1) {
    // What is said at two levels counts once.
    if (only.counted && block === 'item' && rows.items.above[row]! < 0) continue;
    seen += 1;
    if (block === 'item' ? asks(sight, to, house, row) : asks(sight, to, row, -1)) held += 1;
  }
  return { held, rows: seen };
};

const someRow =
  (seen: RowsSeen, asks: Asks): Asks =>
  (sight, to, house, item) => {
    const enough = to === undefined ? 1 : Number.POSITIVE_INFINITY;
    return countRows(seen, asks, sight, to, house, item, { counted: false, enough }).held > 0;
  };

const bounded =
  (
    seen: RowsSeen,
    asks: Asks,
    counted: boolean,
    isRight: (of: { readonly held: number; readonly rows: number }) => boolean,
  ): Asks =>
  (sight, to, house, item) => {
    const before = to?.length ?? 0;
    const enough = Number.POSITIVE_INFINITY;
    const right = isRight(countRows(seen, asks, sight, to, house, item, { counted, enough }));
    if (!right && to !== undefined) to.length = before;
    return right;
  };

const plainly = (condition: Condition, from: BlockName): Asks => {
  const holds = compileCondition(condition);
  const block = blockNumber(from);
  return ({ rows }, to, house, item) => {
    const scope = scopeOfRow(rows, block, house, item);
    if (!holds(scope)) return false;
    for (const { pointer, value } of to === undefined ? [] : evidenceOf(condition, scope)!) {
      to!.push({ pointer, value: String(value) });
    }
    return true;
  };
};

type ElementCondition = Extract<Condition, { readonly is: unknown }>;

const ofElement = (condition: ElementCondition, from: BlockName, { table, fields }: Compiling): Asks => {
  const literal = addLiteral(table, fields, from, { ...condition, negated: false });
  const fragment = fragmentOf(table.fragments, table.literals[literal]!);
  const block = blockNumber(from);
  return (sight, to, house, item) => {
    if (!literalHolds(sight, literal, house, item)) return false;
    if (to !== undefined && fragment !== undefined) {
      const { rows } = sight;
      addFragment(to, fragment, condition.is, nodeOf(rows, block, house, item), pointerOf(rows, block, house, item));
    }
    return true;
  };
};

const always: Asks = () => true;

export const treeOf = (condition: Condition, from: BlockName, compiling: Compiling): Asks => {
  const here = (one: Condition) => treeOf(one, from, compiling);
  if ('all' in condition) return every(condition.all.map(here));
  if ('any' in condition) return some(condition.any.map(here));
  if ('not' in condition) return notThat(here(condition.not));
  if ('is' in condition) return ofElement(condition, from, compiling);
  if ('sum' in condition) return plainly(condition, from);
  if ('some' in condition) {
    const block = condition.some;
    return someRow({ block, from }, treeOf(condition.where, block, compiling));
  }
  if ('every' in condition) {
    const block = condition.every;
    const asks = treeOf(condition.where, block, compiling);
    return bounded({ block, from }, asks, false, ({ held, rows }) => held > 0 && held === rows);
  }
  const { count: block, where, from: least = 0, to: most = Number.POSITIVE_INFINITY } = condition;
  const asks = where === undefined ? always : treeOf(where, block, compiling);
  return bounded({ block, from }, asks, true, ({ held }) => held >= least && held <= most);
};

/** Elements that make the condition of a profile hold, each once. */
export const elementsByTree = (asks: Asks, sight: Sight): readonly HitElement[] => {
  const elements: HitElement[] = [];
  asks(sight, elements, -1, -1);
  return eachOnce(elements);
};
