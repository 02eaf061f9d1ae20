/**
 * Elements that nobody declares and that criteria want: computed from the declared ones of the same goods item. Their names
 * begin with `derived`, which no element of the data model does.
 */
import { decimalText, exactMillionths } from './decimal.ts';
import { isValue, namesOf, someValue, type Value } from './values.ts';

export interface Derivation {
  /** Where it exists. */
  readonly block: 'item';
  readonly type: 'code' | 'decimal';
  readonly unit?: string;
  readonly title: string;
  /** Elements that it is made of; they are what a hit points at. */
  readonly sources: readonly string[];
  readonly of: (node: unknown) => Value | undefined;
  /** Two values that the value consists of, one after the other, where there are two. */
  readonly parts?: readonly [(node: unknown) => Value | undefined, (node: unknown) => Value | undefined];
  /** The same number in millionths, NaN where there is none: for those who do not want its text. */
  readonly millionths?: (node: unknown) => number;
}

const first = (element: string) => {
  const names = namesOf(element);
  return (node: unknown): Value | undefined => {
    const found = straight(node, names);
    return found === undefined || isValue(found) ? found : firstOfMany(node, names);
  };
};

/** What stands at the end of the names; a list, or whatever else is in the way, where they do not lead straight there. */
const straight = (node: unknown, names: readonly string[]): unknown => {
  let found = node;
  for (let depth = 0; depth < names.length; depth += 1) {
    if (typeof found !== 'object' || found === null) return undefined;
    if (Array.isArray(found)) return found;
    found = (found as Record<string, unknown>)[names[depth]!];
  }
  return found;
};

const firstOfMany = (node: unknown, names: readonly string[]): Value | undefined => {
  let found: Value | undefined;
  someValue(node, names, (value) => {
    found = value;
    return true;
  });
  return found;
};

const subHeading = first('commodity.commodityCode.harmonizedSystemSubHeadingCode');
const combined = first('commodity.commodityCode.combinedNomenclatureCode');
const invoiced = first('itemAmountInvoiced.value');
const postal = first('postalValue.value');
const netMass = first('weight.netMass');
const grossMass = first('weight.grossMass');

const commodityCode = (node: unknown): Value | undefined => {
  const six = subHeading(node);
  if (six === undefined) return undefined;
  const two = combined(node);
  return two === undefined ? six : `${six}${two}`;
};

/**
 * A quotient in millionths, nearest; NaN where a part is missing, no number, too large to be exact, or zero below. Amounts and
 * masses are exact, their quotient is rounded once: the same everywhere, on every machine (IEEE 754).
 */
const quotient = (above: Value | undefined, below: Value | undefined): number => {
  if (above === undefined || below === undefined) return Number.NaN;
  const [amount, by] = [exactMillionths(above), exactMillionths(below)];
  if (!Number.isFinite(amount) || !(by > 0)) return Number.NaN;
  const millionths = Math.round((amount / by) * 1_000_000);
  return Math.abs(millionths) < 1e15 ? millionths : Number.NaN;
};

const number = (millionths: (node: unknown) => number) => ({
  type: 'decimal' as const,
  millionths,
  of: (node: unknown) => {
    const found = millionths(node);
    return Number.isNaN(found) ? undefined : decimalText(BigInt(found));
  },
});

const item = (of: Omit<Derivation, 'block'>): Derivation => ({ block: 'item', ...of });

export const derivations: ReadonlyMap<string, Derivation> = new Map([
  [
    'derived.commodityCode',
    item({
      type: 'code',
      title: 'Commodity code: sub-heading (6 digits) and, where it is declared, Combined Nomenclature (8 digits)',
      sources: [
        'commodity.commodityCode.harmonizedSystemSubHeadingCode',
        'commodity.commodityCode.combinedNomenclatureCode',
      ],
      of: commodityCode,
      parts: [subHeading, combined],
    }),
  ],
  [
    'derived.valuePerKilogram',
    item({
      ...number((node) => quotient(invoiced(node) ?? postal(node), netMass(node) ?? grossMass(node))),
      unit: 'declared currency per kilogram',
      title: 'Item amount invoiced, else postal value, by net mass, else gross mass. Ask for the currency besides.',
      sources: ['itemAmountInvoiced.value', 'postalValue.value', 'weight.netMass', 'weight.grossMass'],
    }),
  ],
  [
    'derived.netShareOfGross',
    item({
      ...number((node) => quotient(netMass(node), grossMass(node))),
      unit: 'net kilogram per gross kilogram',
      title: 'Net mass by gross mass; above 1 the masses contradict each other.',
      sources: ['weight.netMass', 'weight.grossMass'],
    }),
  ],
]);
