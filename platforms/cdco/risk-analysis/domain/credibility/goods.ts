/** What credibility checks read of a goods item, wherever its procedure writes it. Places are looked up for failures only. */
import { exactMillionths } from '../decimal.ts';
import type { HitElement } from '../hit.ts';
import type { Scope } from '../scope.ts';
import { isValue, namesOf, type Value, valuesAt } from '../values.ts';

/** `weight` is where entry writes masses, `goodsMeasure` where EUCDM's declarations do [M]. The first that is declared counts. */
const places = {
  heading: ['commodity.commodityCode.harmonizedSystemSubHeadingCode'],
  combined: ['commodity.commodityCode.combinedNomenclatureCode'],
  origin: ['countryOfOrigin.country', 'origin.countryOfOrigin'],
  value: ['itemAmountInvoiced.value', 'statisticalValue.value', 'postalValue.value'],
  netMass: ['weight.netMass', 'commodity.goodsMeasure.netMass'],
  grossMass: ['weight.grossMass', 'commodity.goodsMeasure.grossMass'],
  supplementaryUnits: ['commodity.goodsMeasure.supplementaryUnits', 'supplementaryUnits'],
} as const;

export type Place = keyof typeof places;

const currencies = ['itemAmountInvoiced.currency', 'statisticalValue.currency', 'postalValue.currency'];

/** Undefined: it is not declared, or is no number that could be exact. */
export interface Goods {
  readonly scope: Scope;
  /** 6 digits, or 8 where the Combined Nomenclature is declared. */
  readonly code: string | undefined;
  readonly origin: string | undefined;
  readonly value: number | undefined;
  readonly currency: string | undefined;
  readonly netMass: number | undefined;
  readonly grossMass: number | undefined;
  readonly supplementaryUnits: number | undefined;
}

type Paths = readonly (readonly string[])[];

const cut = (paths: readonly string[]): Paths => paths.map(namesOf);
const paths = Object.fromEntries(Object.entries(places).map(([place, of]) => [place, cut(of)])) as Record<Place, Paths>;
const currencyPaths = cut(currencies);

/** What stands at the end of the names; where a list is in the way, the first value that it leads to. */
const valueAt = (node: unknown, names: readonly string[]): Value | undefined => {
  let found = node;
  for (let depth = 0; depth < names.length; depth += 1) {
    if (typeof found !== 'object' || found === null) return undefined;
    if (Array.isArray(found)) return valuesAt(node, names, '')[0]?.value;
    found = (found as Record<string, unknown>)[names[depth]!];
  }
  return isValue(found) ? found : valuesAt(node, names, '')[0]?.value;
};

const first = (node: unknown, of: Paths): string | undefined => {
  for (const names of of) {
    const found = valueAt(node, names);
    if (found !== undefined) return String(found);
  }
  return undefined;
};

const numberAt = (node: unknown, of: Paths): number | undefined => {
  const found = first(node, of);
  const number = found === undefined ? Number.NaN : exactMillionths(found) / 1_000_000;
  return number >= 0 && number < Number.POSITIVE_INFINITY ? number : undefined;
};

/** So many digits and nothing else. */
const isDigits = (text: string, length: number): boolean => text.length === length && /^\d+$/.test(text);

const codeOf = (node: unknown): string | undefined => {
  const heading = first(node, paths.heading);
  if (heading === undefined || !isDigits(heading, 6)) return undefined;
  const combined = first(node, paths.combined);
  return combined !== undefined && isDigits(combined, 2) ? heading + combined : heading;
};

export const goodsOf = (scope: Scope): Goods => ({
  scope,
  code: codeOf(scope.node),
  origin: first(scope.node, paths.origin),
  value: numberAt(scope.node, paths.value),
  currency: first(scope.node, currencyPaths),
  netMass: numberAt(scope.node, paths.netMass),
  grossMass: numberAt(scope.node, paths.grossMass),
  supplementaryUnits: numberAt(scope.node, paths.supplementaryUnits),
});

/** Where these are declared, and what is declared there. */
export const declaredAt = ({ scope: { node, pointer } }: Goods, wanted: readonly Place[]): readonly HitElement[] =>
  wanted.flatMap((place) => {
    for (const names of paths[place]) {
      const [found] = valuesAt(node, names, pointer);
      if (found !== undefined) return [{ pointer: found.pointer, value: String(found.value) }];
    }
    return [];
  });
