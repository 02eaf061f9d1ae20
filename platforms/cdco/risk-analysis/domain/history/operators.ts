/** The operators that a declaration names, with their places. */
import type { HitElement } from '../hit.ts';
import { scopeOf, shapeOf } from '../scope.ts';
import { valuesAt } from '../values.ts';
import type { Role } from './rule.ts';

export interface NamedOperator extends HitElement {
  readonly role: Role;
}

const roles: readonly Role[] = [
  ...(['declarant', 'representative', 'carrier', 'importer', 'exporter', 'consignee', 'consignor'] as const),
];

/** As `eos` takes them: a country and what it gave out. */
export const isEori = (value: string): boolean => /^[A-Z]{2}[\x21-\x7E]{1,15}$/.test(value);

/** At the declaration, at what holds its consignments, and at each of these. */
export const operatorsOf = (declaration: unknown, procedure: string): readonly NamedOperator[] => {
  const { master } = shapeOf(procedure);
  const holder = typeof declaration === 'object' && declaration !== null ? declaration : {};
  const above = [
    { node: holder as unknown, pointer: '' },
    { node: (holder as Record<string, unknown>)[master], pointer: `/${master}` },
  ];
  // A consignment that has no others below it is the one above.
  const below = scopeOf(declaration, procedure).house.filter(({ pointer }) => pointer !== `/${master}`);
  return roles.flatMap((role) =>
    [...above, ...below]
      .flatMap(({ node, pointer }) => valuesAt(node, [role, 'identificationNumber'], pointer))
      .map(({ pointer, value }) => ({ role, pointer, value: String(value) }))
      .filter(({ value }) => isEori(value)),
  );
};
