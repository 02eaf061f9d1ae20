/**
 * Explanations as rows of numbers, for alternatives that name nothing but elements of the declaration and of the row that led to
 * them: nearly all. Pairs of a fragment and a literal; those of the row stand between two marks.
 */
import type { HitElement } from '../hit.ts';
import { houseBlock } from './blocks.ts';
import { collected, createCollector } from './collector.ts';
import type { Explanation } from './explain.ts';
import { addFragment } from './fragments.ts';
import type { Sight } from './holds.ts';
import type { LiteralTable } from './literals.ts';
import { nodeOf, pointerOf } from './rows.ts';

const rowBegins = -1;
const rowEnds = -2;

const pairsOf = ({ steps }: Explanation, { fragments }: LiteralTable): readonly number[] | undefined => {
  const pairs = steps.map(({ fragment, literal }) =>
    fragment === undefined ? undefined : [fragments.list.indexOf(fragment), literal!],
  );
  return pairs.every((pair) => pair !== undefined) ? pairs.flat() : undefined;
};

/** Undefined: not so simple. */
export const planOf = (explanation: Explanation, table: LiteralTable): readonly number[] | undefined => {
  const plan: number[] = [];
  for (const step of explanation.steps) {
    const pairs =
      step.below === undefined
        ? pairsOf({ ...explanation, steps: [step] }, table)
        : step.below.leads === 'here'
          ? pairsOf(step.below, table)
          : undefined;
    if (pairs === undefined) return undefined;
    plan.push(...(step.below === undefined ? pairs : [rowBegins, step.below.clause.block, ...pairs, rowEnds, 0]));
  }
  return plan;
};

/** Carries out the plan that stands from one place to another. */
export const explainByPlan = (
  plans: Int32Array,
  from: number,
  after: number,
  sight: Sight,
  ledHere: readonly number[],
  repeats: boolean,
): readonly HitElement[] => {
  const { table, rows } = sight;
  const to = createCollector();
  for (let at = from; at < after; at += 2) {
    if (plans[at] !== rowBegins) {
      const literal = table.literals[plans[at + 1]!]!;
      addFragment(to, table.fragments.list[plans[at]!]!, literal, rows.declaration, '');
      continue;
    }
    const block = plans[at + 1]!;
    const begin = at + 2;
    for (let row = 0; row < ledHere.length && !to.full; row += 1) {
      const [house, item] = block === houseBlock ? [ledHere[row]!, -1] : [-1, ledHere[row]!];
      const node = nodeOf(rows, block, house, item);
      const pointer = pointerOf(rows, block, house, item);
      for (at = begin; plans[at] !== rowEnds; at += 2) {
        const literal = table.literals[plans[at + 1]!]!;
        addFragment(to, table.fragments.list[plans[at]!]!, literal, node, pointer);
      }
    }
  }
  return collected(to, repeats);
};
