/** What credibility checks read of a goods item, wherever its procedure writes it. */
import { exactMillionths } from '../decimal.ts';
import type { HitElement } from '../hit.ts';
import type { Scope } from '../scope.ts';
import { namesOf, valuesAt } from '../values.ts';

/** A declared number, with its place. */
export interface Quantity {
  readonly at: HitElement;
  readonly number: number;
}

export interface Commodity {
  /** 6 digits, or 8 where the Combined Nomenclature is declared. */
  readonly code: string;
  readonly at: readonly HitElement[];
}

export interface Goods {
  readonly pointer: string;
  readonly code?: Commodity;
  readonly origin?: HitElement;
  readonly value?: Quantity;
  readonly currency?: string;
  readonly netMass?: Quantity;
  readonly grossMass?: Quantity;
  readonly supplementaryUnits?: Quantity;
}

/** The first that is declared counts. `weight` is where entry writes masses, `goodsMeasure` where EUCDM's declarations do [M]. */
const places = {
  heading: ['commodity.commodityCode.harmonizedSystemSubHeadingCode'],
  combined: ['commodity.commodityCode.combinedNomenclatureCode'],
  origin: ['countryOfOrigin.country', 'origin.countryOfOrigin'],
  netMass: ['weight.netMass', 'commodity.goodsMeasure.netMass'],
  grossMass: ['weight.grossMass', 'commodity.goodsMeasure.grossMass'],
  supplementaryUnits: ['commodity.goodsMeasure.supplementaryUnits', 'supplementaryUnits'],
} as const;

const amounts = ['itemAmountInvoiced', 'statisticalValue', 'postalValue'] as const;

const namesAt = new Map<string, readonly string[]>();

const namesOnce = (path: string): readonly string[] => {
  const names = namesAt.get(path) ?? namesOf(path);
  namesAt.set(path, names);
  return names;
};

const first = ({ node, pointer }: Scope, paths: readonly string[]): HitElement | undefined => {
  for (const path of paths) {
    const [found] = valuesAt(node, namesOnce(path), pointer);
    if (found !== undefined) return { pointer: found.pointer, value: String(found.value) };
  }
  return undefined;
};

const quantity = (at: HitElement | undefined): Quantity | undefined => {
  const number = at === undefined ? Number.NaN : exactMillionths(at.value) / 1_000_000;
  return at !== undefined && Number.isFinite(number) && number >= 0 ? { at, number } : undefined;
};

const codeOf = (scope: Scope): Commodity | undefined => {
  const heading = first(scope, places.heading);
  if (heading === undefined || !/^\d{6}$/.test(heading.value)) return undefined;
  const combined = first(scope, places.combined);
  if (combined === undefined || !/^\d{2}$/.test(combined.value)) return { code: heading.value, at: [heading] };
  return { code: heading.value + combined.value, at: [heading, combined] };
};

const amountOf = (scope: Scope): Pick<Goods, 'value' | 'currency'> => {
  for (const name of amounts) {
    const value = quantity(first(scope, [`${name}.value`]));
    if (value === undefined) continue;
    const currency = first(scope, [`${name}.currency`])?.value;
    return { value, ...(currency === undefined ? {} : { currency }) };
  }
  return {};
};

const unlessMissing = <Name extends string, Of>(name: Name, value: Of | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: Of };

export const goodsOf = (scope: Scope): Goods => ({
  pointer: scope.pointer,
  ...unlessMissing('code', codeOf(scope)),
  ...unlessMissing('origin', first(scope, places.origin)),
  ...amountOf(scope),
  ...unlessMissing('netMass', quantity(first(scope, places.netMass))),
  ...unlessMissing('grossMass', quantity(first(scope, places.grossMass))),
  ...unlessMissing('supplementaryUnits', quantity(first(scope, places.supplementaryUnits))),
});
