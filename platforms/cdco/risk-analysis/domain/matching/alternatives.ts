/** The alternatives of all profiles in tables: what is still to be asked when one was looked up. */
import type { Access } from './access.ts';
import { itemBlock } from './blocks.ts';
import { type CompiledClause, restHolds, type Sight, someHolds } from './clauses.ts';

/** Asked last, in the rows that led here. */
type Check = (sight: Sight, house: number, item: number) => boolean;

export interface Alternative {
  /** Position of the profile version in its set. */
  readonly profile: number;
  readonly root: CompiledClause;
  /** From the root to the clause by whose row it is looked up; the root alone, where that is the declaration. */
  readonly path: readonly CompiledClause[];
  readonly checks: readonly Check[];
}

export interface Alternatives {
  readonly all: Alternative[];
  /** Literals of the clauses on the path: those of one alternative stand together, from `starts` on. */
  readonly starts: number[];
  readonly literals: number[];
}

export const createAlternatives = (): Alternatives => ({ all: [], starts: [0], literals: [] });

/** What the literals on the path do not say: blocks beside it, and conditions that are asked as they stand. */
const checksOf = (path: readonly CompiledClause[]): Check[] =>
  path.flatMap(({ block, some, rests }, depth) => [
    ...some
      .filter((one) => one !== path[depth + 1])
      .map<Check>((one) => (sight, house) => someHolds(one, sight, block, house)),
    ...rests.map<Check>((rest) => (sight, house, item) => restHolds(rest, sight.rows, block, house, item)),
  ]);

/** Adds one, and says its number. */
export const addAlternative = (
  to: Alternatives,
  profile: number,
  root: CompiledClause,
  access: Access | undefined,
): number => {
  const path = access?.path ?? [root];
  const known = access?.field.classes === undefined ? undefined : access.literal;
  // From the row outwards: the row's own literals tell most.
  const literals = path.toReversed().flatMap((clause) => clause.literals.filter((one) => one !== known));
  to.literals.push(...literals);
  to.starts.push(to.literals.length);
  to.all.push({ profile, root, path, checks: checksOf(path) });
  return to.all.length - 1;
};

/** Whether the row that leads to an alternative must stand in a consignment of the lowest level. */
export const needsHouse = ({ path }: Alternative): boolean => path.length === 3 && path[2]!.block === itemBlock;
