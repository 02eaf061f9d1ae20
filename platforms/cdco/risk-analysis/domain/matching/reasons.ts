/**
 * Why a condition as a whole holds: read as `evidence.ts` reads it, but from the columns. For profiles that hit by several of
 * their alternatives at once, whose words mix.
 */
import type { Block, BlockName, Condition } from '../condition.ts';
import { eachOnce, evidenceOf } from '../evidence.ts';
import type { HitElement } from '../hit.ts';
import { blockNumber } from './blocks.ts';
import type { Compiling } from './clauses.ts';
import { addFragment, fragmentOf } from './fragments.ts';
import type { Sight } from './literals.ts';
import { addLiteral, literalHolds } from './literals.ts';
import { nodeOf, pointerOf, scopeOfRow } from './rows.ts';

/** Adds its elements and says true, or adds nothing and says false. */
type Reason = (sight: Sight, to: HitElement[], house: number, item: number) => boolean;

/** Tries, and takes back what was added in vain. */
const orNothing =
  (reason: Reason): Reason =>
  (sight, to, house, item) => {
    const before = to.length;
    if (reason(sight, to, house, item)) return true;
    to.length = before;
    return false;
  };

const every = (reasons: readonly Reason[]): Reason =>
  orNothing((sight, to, house, item) => reasons.every((reason) => reason(sight, to, house, item)));

const some =
  (reasons: readonly Reason[]): Reason =>
  (sight, to, house, item) => {
    let found = false;
    for (const reason of reasons) if (reason(sight, to, house, item)) found = true;
    return found;
  };

const notThat =
  (reason: Reason): Reason =>
  (sight, to, house, item) => {
    const before = to.length;
    const holds = reason(sight, to, house, item);
    to.length = before;
    return !holds;
  };

const someRow =
  (block: Block, at: BlockName, reason: Reason): Reason =>
  (sight, to, house) => {
    const { rows } = sight;
    const isBelowHouse = at === 'house';
    const from = isBelowHouse ? rows.firstItem[house]! : 0;
    const after = isBelowHouse ? rows.afterItems[house]! : (block === 'item' ? rows.items : rows.houses).nodes.length;
    let found = false;
    for (let row = from; row < after; row += 1) {
      const [inHouse, item] = block === 'house' ? [row, -1] : [house, row];
      if (reason(sight, to, inHouse, item)) found = true;
    }
    return found;
  };

const plainly =
  (condition: Condition, block: BlockName): Reason =>
  ({ rows }, to, house, item) => {
    const evidence = evidenceOf(condition, scopeOfRow(rows, blockNumber(block), house, item));
    for (const { pointer, value } of evidence ?? []) to.push({ pointer, value: String(value) });
    return evidence !== undefined;
  };

const ofElement = (
  condition: Extract<Condition, { readonly is: unknown }>,
  block: BlockName,
  { table, fields }: Compiling,
): Reason => {
  const literal = addLiteral(table, fields, block, { ...condition, negated: false });
  const fragment = fragmentOf(table.fragments, table.literals[literal]!);
  const number = blockNumber(block);
  return (sight, to, house, item) => {
    if (!literalHolds(sight, literal, house, item)) return false;
    const { rows } = sight;
    if (fragment !== undefined) {
      addFragment(to, fragment, condition.is, nodeOf(rows, number, house, item), pointerOf(rows, number, house, item));
    }
    return true;
  };
};

const reasonOf = (condition: Condition, block: BlockName, compiling: Compiling): Reason => {
  const within = (one: Condition) => reasonOf(one, block, compiling);
  if ('all' in condition) return every(condition.all.map(within));
  if ('any' in condition) return some(condition.any.map(within));
  if ('not' in condition) return notThat(within(condition.not));
  if ('is' in condition) return ofElement(condition, block, compiling);
  if (!('some' in condition)) return plainly(condition, block);
  if (condition.some === block) return within(condition.where);
  if (block === 'item') return plainly(condition, block);
  return someRow(condition.some, block, reasonOf(condition.where, condition.some, compiling));
};

/** Elements that made a condition hold, each once. */
export type Reasons = (sight: Sight) => readonly HitElement[];

export const reasonsOf = (condition: Condition, compiling: Compiling): Reasons => {
  const reason = reasonOf(condition, 'declaration', compiling);
  return (sight) => {
    const elements: HitElement[] = [];
    reason(sight, elements, -1, -1);
    return eachOnce(elements);
  };
};
