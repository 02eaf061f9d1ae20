/** All profile versions of one procedure, ready to be matched. */
import type { HitElement } from '../hit.ts';
import { buildAlternativeTable, checkOf, headLength, mayNameTwice } from './alternatives.ts';
import type { Compiling } from './clauses.ts';
import { createColumns } from './columns.ts';
import { explain } from './explain.ts';
import { buildFields } from './fields.ts';
import type { Sight } from './holds.ts';
import { clausesOf, type InForce, indexProfiles } from './index-profiles.ts';
import { createLiteralTable } from './literals.ts';
import { match } from './match.ts';
import { byBlock, type Held } from './match-tables.ts';
import type { Clause } from './normal-form.ts';
import { explainByPlan } from './plans.ts';
import { buildPostings, entriesOf } from './postings.ts';
import { readColumns, readingsOf } from './reading.ts';
import { cutRows } from './rows.ts';
import type { Traffic } from './traffic.ts';
import { elementsByTree, type Tree, treeOf } from './tree.ts';

export interface Match {
  readonly profile: number;
  readonly elements: readonly HitElement[];
}

/** What a declaration is asked of beside its own elements. */
export interface Asking {
  readonly declaration: unknown;
  readonly specificCircumstance: string;
  /** 20261121 */
  readonly day: number;
}

export interface ProfileMatcher {
  match(asking: Asking): readonly Match[];
  /** How many entries are asked more than a look. */
  tried(asking: Asking): number;
  /** Profiles that nothing leads to: asked of every declaration. */
  readonly unselective: readonly number[];
}

/** Made for those that need it, when they first do. */
const treesOf = (versions: readonly InForce[], compiling: Compiling) => {
  const made = new Map<number, Tree>();
  const conditions = new Map(versions.map(({ profile, definition }) => [profile, definition.condition]));
  return (profile: number): Tree => {
    const tree = made.get(profile) ?? treeOf(conditions.get(profile)!, 'declaration', compiling);
    made.set(profile, tree);
    return tree;
  };
};

function* normalForms(versions: readonly InForce[]): Generator<void, readonly (readonly Clause[])[]> {
  const clauses: (readonly Clause[])[] = [];
  for (const { definition } of versions) {
    clauses.push(clausesOf(definition));
    yield;
  }
  return clauses;
}

/** Builds the index, and pauses where others may go on. Fields and their classes first: a literal is a set of classes. */
export function* buildProfileMatcher(
  procedure: string,
  versions: readonly InForce[],
  traffic: Traffic,
): Generator<void, ProfileMatcher> {
  const clauses = yield* normalForms(versions);
  const fields = yield* buildFields(clauses);
  const compiling = { fields, traffic, table: createLiteralTable() };
  const { alternatives, arrivals, always, unselective } = yield* indexProfiles(versions, clauses, compiling);
  const postings = byBlock(yield* buildPostings(arrivals, compiling.table));
  const { heads, plans } = yield* buildAlternativeTable(alternatives, compiling.table);
  const tables = {
    checks: alternatives.map(checkOf),
    heads,
    postings,
    always: entriesOf(always),
    places: new Int32Array(alternatives.length),
    whole: new Array<Held | undefined>(alternatives.length),
  };
  const treeOfProfile = treesOf(versions, compiling);
  const columns = createColumns(fields);
  const readings = readingsOf(fields);

  const find = ({ declaration, specificCircumstance, day }: Asking) => {
    const rows = cutRows(declaration, procedure);
    readColumns(columns, readings, rows, specificCircumstance);
    const sight: Sight = { table: compiling.table, columns, rows };
    return { sight, ...match(tables, sight, day) };
  };
  return {
    unselective,
    tried: (asking) => find(asking).tried,
    match: (asking) => {
      const { sight, held } = find(asking);
      return matchesOf(held, heads, (number, rows) => {
        const [start, end] = [heads[number * headLength + 1]!, heads[number * headLength + 2]!];
        const repeats = (heads[number * headLength + 3]! & mayNameTwice) !== 0;
        if (rows !== undefined && start >= 0) return explainByPlan(plans, start, end, sight, rows, repeats);
        const { profile, explanation } = alternatives[number]!;
        return rows === undefined || explanation === undefined
          ? elementsByTree(treeOfProfile(profile), sight)
          : explain(sight, explanation, repeats, rows);
      });
    },
  };
}

/**
 * One match for each profile, in the order of the profiles.
 * @param elementsOf of an alternative and the rows that led to it; without rows, of all alternatives of its profile
 */
const matchesOf = (
  held: readonly Held[],
  heads: Int32Array,
  elementsOf: (alternative: number, rows?: readonly number[]) => readonly HitElement[],
): readonly Match[] => {
  const matches: Match[] = [];
  for (let at = 0; at < held.length; ) {
    const { number, rows } = held[at]!;
    const profile = heads[number * headLength]!;
    let after = at + 1;
    while (after < held.length && heads[held[after]!.number * headLength] === profile) after += 1;
    matches.push({ profile, elements: after === at + 1 ? elementsOf(number, rows) : elementsOf(number) });
    at = after;
  }
  return matches;
};
