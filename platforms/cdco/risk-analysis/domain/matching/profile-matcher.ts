/** All profile versions of one procedure, ready to be matched. */
import type { HitElement } from '../hit.ts';
import type { Definition } from '../profile.ts';
import { chooseAccess } from './access.ts';
import { type Alternative, alternativeOf, recordsOf } from './alternatives.ts';
import { type Compiling, compileClause } from './clauses.ts';
import { createColumns, dataSetElement, readColumns, readingsOf } from './columns.ts';
import { explain } from './explain.ts';
import { fieldsOf } from './fields.ts';
import type { Sight } from './literals.ts';
import { createLiteralTable } from './literals.ts';
import { byBlock, type Held, match } from './match.ts';
import { type Clause, normalForm } from './normal-form.ts';
import { type Arrival, createPostings, entriesOf, type Listed } from './postings.ts';
import { type Reasons, reasonsOf } from './reasons.ts';
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
  readonly compiling: Compiling;
  readonly alternatives: Alternative[];
  readonly arrivals: Arrival[];
  readonly always: Listed[];
  readonly unselective: Set<number>;
}

const add = (building: Building, { profile, periods }: InForce, clause: Clause): void => {
  const { compiling, alternatives } = building;
  const root = compileClause(clause, compiling);
  const access = chooseAccess(clause, root, compiling);
  const path = access?.path ?? [root];
  const records = recordsOf(path, access, compiling.table);
  if (access === undefined) building.unselective.add(profile);
  for (const period of periods) {
    const listed = { alternative: alternatives.length, records, ...period };
    if (access === undefined) building.always.push(listed);
    else building.arrivals.push({ access, ...listed });
  }
  alternatives.push(alternativeOf(profile, root, path, compiling.table));
};

/** Made for those that need it, when they first do. */
const reasonsByProfile = (versions: readonly InForce[], compiling: Compiling) => {
  const made = new Map<number, Reasons>();
  const conditions = new Map(versions.map(({ profile, definition }) => [profile, definition.condition]));
  return (profile: number): Reasons => {
    const reasons = made.get(profile) ?? reasonsOf(conditions.get(profile)!, compiling);
    made.set(profile, reasons);
    return reasons;
  };
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
  const alternatives: Alternative[] = [];
  const building: Building = { compiling, alternatives, arrivals: [], always: [], unselective: new Set() };
  versions.forEach((version, position) => {
    for (const clause of clauses[position]!) add(building, version, clause);
  });
  const tables = {
    alternatives,
    postings: byBlock(createPostings(building.arrivals)),
    always: entriesOf(building.always),
    places: new Int32Array(alternatives.length),
  };
  const mixed = reasonsByProfile(versions, compiling);
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
      return matchesOf(held, alternatives, (number, rows) => {
        const { profile, explanation, repeats } = alternatives[number]!;
        return rows === undefined ? mixed(profile)(sight) : explain(sight, explanation, repeats, rows);
      });
    },
  };
};

/**
 * One match for each profile, in the order of the profiles.
 * @param elementsOf of an alternative and the rows that led to it; without rows, of all alternatives of its profile
 */
const matchesOf = (
  held: readonly Held[],
  all: readonly Alternative[],
  elementsOf: (alternative: number, rows?: readonly number[]) => readonly HitElement[],
): readonly Match[] => {
  const matches: Match[] = [];
  for (let at = 0; at < held.length; ) {
    const { number, rows } = held[at]!;
    const { profile } = all[number]!;
    let after = at + 1;
    while (after < held.length && all[held[after]!.number]!.profile === profile) after += 1;
    matches.push({ profile, elements: after === at + 1 ? elementsOf(number, rows) : elementsOf(number) });
    at = after;
  }
  return matches;
};
