/** By which literal an alternative is looked up: the one that the fewest rows of the traffic pass. */
import type { CompiledClause, Compiling } from './clauses.ts';
import type { Field } from './fields.ts';
import { spansOf } from './literals.ts';
import type { Clause, Literal } from './normal-form.ts';
import { type Asked, askedOf } from './tests.ts';

export interface Access {
  /** From the declaration's clause down to the one that the literal stands in. */
  readonly path: readonly CompiledClause[];
  readonly field: Field;
  readonly asked: Asked;
  /** Number of the literal; whoever arrives by classes need not ask it again. */
  readonly literal: number;
  /** Rows of a declaration that arrive by it, on average. */
  readonly passing: number;
}

const accessBy = (
  literal: Literal,
  number: number,
  path: readonly CompiledClause[],
  clause: Clause,
  { fields, traffic }: Compiling,
): Access | undefined => {
  const field = fields.of(clause.block, literal);
  if (field === undefined || literal.negated) return undefined;
  return { path, field, asked: askedOf(literal), literal: number, passing: traffic.passing(clause.block, literal) };
};

const accesses = (
  clause: Clause,
  above: readonly CompiledClause[],
  compiled: CompiledClause,
  compiling: Compiling,
): Access[] => {
  const path = [...above, compiled];
  return clause.parts.flatMap((part, position) => {
    const made = compiled.parts[position]!;
    if ('some' in part && 'some' in made) return accesses(part.some, path, made.some, compiling);
    if (!('literal' in part && 'literal' in made)) return [];
    return accessBy(part.literal, made.literal, path, clause, compiling) ?? [];
  });
};

/** Undefined: nothing that the alternative asks can be looked up; it is asked of every declaration. */
export const chooseAccess = (clause: Clause, compiled: CompiledClause, compiling: Compiling): Access | undefined =>
  accesses(clause, [], compiled, compiling).sort((a, b) => a.passing - b.passing)[0];

/** Classes at which an alternative is listed: of a prefix the prefix alone, since all that begin with it come by. */
export const classesToListAt = ({ asked, field }: Access): readonly number[] => {
  const spans = spansOf(asked, field) ?? [];
  const within = (at: number, [from, to]: readonly [number, number], by: number): boolean =>
    spans.some(
      ([low, high], other) => other !== at && low <= from && to <= high && (high - low > to - from || other < by),
    );
  return spans.filter((span, at) => !within(at, span, at)).map(([low]) => low);
};
