/** Puts profiles into the index: each alternative where it is looked up, and what nothing leads to where all is asked. */
import type { Definition } from '../profile.ts';
import { type Access, chooseAccess } from './access.ts';
import { type Alternative, alternativeOf, alternativeOfWhole, recordsOf } from './alternatives.ts';
import { type CompiledClause, type Compiling, compileClause } from './clauses.ts';
import { dataSetElement } from './columns.ts';
import { addLiteral, recordOf } from './literals.ts';
import { type Clause, type Literal, normalForm } from './normal-form.ts';
import type { Arrival, Listed } from './postings.ts';
import { treeOf } from './tree.ts';

/** A version of a profile and the days on which it is the one in force: from a day, until another. */
export interface InForce {
  readonly profile: number;
  readonly definition: Definition;
  readonly periods: readonly { readonly fromDay: number; readonly untilDay: number }[];
}

export interface Indexed {
  readonly alternatives: Alternative[];
  readonly arrivals: Arrival[];
  /** Asked of every declaration. */
  readonly always: Listed[];
  /** Positions of the profiles in `always`. */
  readonly unselective: number[];
}

/** The data sets that a profile is limited to are asked like an element; nothing that is declared can have its name. */
const dataSetLiteral = ({ specificCircumstances }: Definition): Literal | undefined =>
  specificCircumstances === undefined
    ? undefined
    : { element: dataSetElement, is: { in: specificCircumstances }, negated: false };

export const clausesOf = (definition: Definition): readonly Clause[] => {
  const literal = dataSetLiteral(definition);
  const clauses = normalForm(definition.condition);
  if (literal === undefined) return clauses;
  return clauses.map(({ block, parts }) => ({ block, parts: [...parts, { literal, quiet: true }] }));
};

interface Candidate {
  readonly root: CompiledClause;
  readonly access: Access | undefined;
}

/** Who is looked up more often than once in a declaration had better be asked once. */
const isRare = (candidates: readonly Candidate[]): boolean =>
  candidates.reduce((sum, { access }) => sum + (access?.passing ?? Number.POSITIVE_INFINITY), 0) <= 1;

const addToList = (to: Indexed, { periods }: InForce, records: readonly number[], access: Access | undefined): void => {
  for (const period of periods) {
    const listed = { alternative: to.alternatives.length, records, ...period };
    if (access === undefined) to.always.push(listed);
    else to.arrivals.push({ access, ...listed });
  }
};

const addAlternative = (to: Indexed, version: InForce, { root, access }: Candidate, compiling: Compiling): void => {
  const path = access?.path ?? [root];
  addToList(to, version, recordsOf(path, access, compiling.table), access);
  to.alternatives.push(alternativeOf(version.profile, root, path, compiling.table));
};

/** Of several alternatives one at most would be asked in vain: the condition stops where it is known. */
const addWhole = (to: Indexed, version: InForce, compiling: Compiling): void => {
  const { definition, profile } = version;
  const literal = dataSetLiteral(definition);
  const { table, fields } = compiling;
  const records = literal === undefined ? [] : recordOf(table, addLiteral(table, fields, 'declaration', literal));
  addToList(to, version, [...records], undefined);
  to.alternatives.push(alternativeOfWhole(profile, treeOf(definition.condition, 'declaration', compiling)));
};

const addProfile = (to: Indexed, version: InForce, clauses: readonly Clause[], compiling: Compiling): void => {
  const candidates = clauses.map((clause) => {
    const root = compileClause(clause, compiling);
    return { root, access: chooseAccess(clause, root, compiling) };
  });
  if (isRare(candidates)) for (const one of candidates) addAlternative(to, version, one, compiling);
  else {
    to.unselective.push(version.profile);
    if (candidates.length > 1) addWhole(to, version, compiling);
    else addAlternative(to, version, { root: candidates[0]!.root, access: undefined }, compiling);
  }
};

/** @param clauses of each version */
export function* indexProfiles(
  versions: readonly InForce[],
  clauses: readonly (readonly Clause[])[],
  compiling: Compiling,
): Generator<void, Indexed> {
  const indexed: Indexed = { alternatives: [], arrivals: [], always: [], unselective: [] };
  for (const [position, version] of versions.entries()) {
    addProfile(indexed, version, clauses[position]!, compiling);
    yield;
  }
  return indexed;
}
