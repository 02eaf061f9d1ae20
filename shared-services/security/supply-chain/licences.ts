/** Under which licences the packages stand that the platform runs with, read from its bill of materials (CycloneDX). */

/** A component of a bill of materials, as far as it is read here. */
export interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl?: string;
  readonly licenses?: readonly {
    readonly license?: { readonly id?: string; readonly name?: string };
    readonly expression?: string;
  }[];
}

export interface BillOfMaterials {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly components: readonly Component[];
}

/**
 * What may be run and passed on together with EUPL-1.2 software: permissive licences, and those of the EUPL's own list of
 * compatible ones whose copyleft ends at their own files. SPDX identifiers.
 */
export const allowedLicences: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'EUPL-1.2',
  'ISC',
  'MIT',
  'MPL-2.0',
  'PostgreSQL',
  'Unlicense',
  'Zlib',
]);

export interface LicencedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier or expression; `unknown` where the package does not say. */
  readonly licence: string;
}

export const licenceOf = ({ licenses = [] }: Component): string =>
  licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? 'unknown').join(' AND ') ||
  'unknown';

const inOrder = (one: LicencedPackage, other: LicencedPackage): number =>
  one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version, 'en');

export const licencesOf = ({ components }: BillOfMaterials): LicencedPackage[] =>
  components.map((one) => ({ name: one.name, version: one.version, licence: licenceOf(one) })).sort(inOrder);

/** `(MIT OR GPL-3.0) AND ISC`: of alternatives one must be allowed, of what holds together all. */
export const isAllowed = (expression: string): boolean => {
  const plain = expression.replaceAll(/[()]/g, ' ').trim();
  return plain
    .split(/\s+AND\s+/)
    .every((all) => all.split(/\s+OR\s+/).some((licence) => allowedLicences.has(licence.trim())));
};
