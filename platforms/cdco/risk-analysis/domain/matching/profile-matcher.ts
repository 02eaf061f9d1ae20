/** All profile versions of one procedure, ready to be matched. */
import type { HitElement } from '../hit.ts';
import type { Definition } from '../profile.ts';
import { type Access, chooseAccess } from './access.ts';
import { type Alternatives, addAlternative, createAlternatives } from './alternatives.ts';
import { compileClause, type Sight } from './clauses.ts';
import { createColumns, dataSetElement, readColumns, readingsOf } from './columns.ts';
import { explain, explainPlainly, fragmentsOf, type Held } from './explain.ts';
import { fieldsOf } from './fields.ts';
import { createLiteralTable } from './literals.ts';
import { byBlock, match, mustHaveHouse } from './match.ts';
import { type Clause, normalForm } from './normal-form.ts';
import { type Arrival, createPostings, entriesOf, type Listed } from './postings.ts';
import { cutRows } from './rows.ts';
import type { Traffic } from './traffic.ts';

/** A version of a profile and the days on which it is the one in force: from a day, until another. */
export interface InForce {
  readonly profile: number;
  readonly definition: Definition;
  readonly periods: readonly { readonly fromDay: number; readonly untilDay: number }[];
}

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
  /** How many entries are looked at. */
  tried(asking: Asking): number;
  /** Profiles that nothing leads to: asked of every declaration. */
  readonly unselective: readonly number[];
}

/** The data set that a profile is limited to is asked like an element; nothing that is declared can have this name. */
const clausesOf = ({ condition, specificCircumstances }: Definition): readonly Clause[] => {
  const clauses = normalForm(condition);
  if (specificCircumstances === undefined) return clauses;
  const literal = { element: dataSetElement, is: { in: specificCircumstances }, negated: false };
  return clauses.map(({ block, parts }) => ({ block, parts: [...parts, { literal, quiet: true }] }));
};

interface Building {
  readonly arrivals: Arrival[];
  readonly always: Listed[];
  readonly unselective: Set<number>;
}

const list = (building: Building, { periods, profile }: InForce, alternative: number, access: Access | undefined) => {
  if (access === undefined) building.unselective.add(profile);
  for (const period of periods) {
    if (access === undefined) building.always.push({ alternative, ...period });
    else building.arrivals.push({ alternative, access, ...period });
  }
};

/** Builds the index: fields and their classes first, since a literal is a set of classes. */
export const createProfileMatcher = (
  procedure: string,
  versions: readonly InForce[],
  traffic: Traffic,
): ProfileMatcher => {
  const clauses = versions.map(({ definition }) => clausesOf(definition));
  const fields = fieldsOf(clauses.flat());
  const compiling = { fields, traffic, table: createLiteralTable() };
  const alternatives = createAlternatives();
  const building: Building = { arrivals: [], always: [], unselective: new Set() };
  versions.forEach((version, position) => {
    for (const clause of clauses[position]!) {
      const compiled = compileClause(clause, compiling);
      const access = chooseAccess(clause, compiled, compiling);
      list(building, version, addAlternative(alternatives, version.profile, compiled, access), access);
    }
  });
  const tables = {
    alternatives,
    mustHaveHouse: mustHaveHouse(alternatives.all),
    postings: byBlock(createPostings(building.arrivals)),
    always: entriesOf(building.always),
  };
  const fragments = fragmentsOf(compiling.table);
  const conditions = new Map(versions.map(({ profile, definition }) => [profile, definition.condition]));
  const columns = createColumns(fields);
  const readings = readingsOf(fields);

  const find = ({ declaration, specificCircumstance, day }: Asking) => {
    const rows = cutRows(declaration, procedure);
    readColumns(columns, readings, rows, specificCircumstance);
    const sight: Sight = { table: compiling.table, columns, rows };
    return { sight, ...match(tables, sight, day) };
  };
  return {
    unselective: [...building.unselective],
    tried: (asking) => find(asking).tried,
    match: (asking) => {
      const { sight, held } = find(asking);
      return matchesOf(held, alternatives, ([first, ...others]) =>
        others.length === 0
          ? explain(sight, fragments, first!)
          : explainPlainly(sight, conditions.get(first!.alternative.profile)!),
      );
    },
  };
};

/** One match for each profile, in the order of the profiles, whatever led to it. */
const matchesOf = (
  held: ReadonlyMap<number, readonly number[]>,
  { all }: Alternatives,
  elementsOf: (held: readonly Held[]) => readonly HitElement[],
): readonly Match[] => {
  if (held.size === 0) return [];
  const byProfile = new Map<number, Held[]>();
  for (const [number, rows] of held) {
    const alternative = all[number]!;
    const known = byProfile.get(alternative.profile);
    if (known === undefined) byProfile.set(alternative.profile, [{ alternative, rows }]);
    else known.push({ alternative, rows });
  }
  return [...byProfile].sort(([a], [b]) => a - b).map(([profile, of]) => ({ profile, elements: elementsOf(of) }));
};
