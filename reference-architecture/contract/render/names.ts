/** How names of the contract become names in files, types and protocols. */

/** `risk-analysis`, `riskAnalysis` -> `RiskAnalysis`; capitals inside a word stay (`IE4S01submit` as it is). */
export const pascalCase = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** A namespace as a file name: `urn:wco:datamodel:eu:ics2:2` -> `urn-wco-datamodel-eu-ics2-2`. */
export const fileNameOf = (namespace: string): string =>
  namespace
    .replace(/^https?:\/\//, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replace(/-$/, '');

/** An application's name where only letters, digits and underscores may stand. */
export const underscored = (name: string): string => name.replaceAll(/[^A-Za-z0-9]+/g, '_');

/** Order of code units: the same on every machine, whatever its locale. */
export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `A`, `B` -> `{ A: ..., B: ... }` in sorted order, so that a rendering does not change with the order of insertion. */
export const sorted = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> =>
  Object.fromEntries([...entries].sort(([a], [b]) => byName(a, b)));
