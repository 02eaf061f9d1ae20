/** What is usual of a goods item, and what it shows. Looked up once for all items of one commodity and origin. */
import { type Band, type BandSet, findBand } from './bands.ts';
import { measured } from './build-bands.ts';
import type { Goods } from './goods.ts';
import type { Measure } from './measures.ts';
import type { Because } from './verdict.ts';

/** Quantities that a measure is made of. */
export const partsOf = {
  valuePerKilogram: ['value', 'netMass'],
  valuePerUnit: ['value', 'supplementaryUnits'],
  kilogramsPerUnit: ['netMass', 'supplementaryUnits'],
} as const satisfies Readonly<Record<Measure, readonly [above: keyof Goods, below: keyof Goods]>>;

const missing = { value: 'noValue', netMass: 'noNetMass', supplementaryUnits: 'noSupplementaryUnits' } as const;

/** The goods item by the measure; or why it has none in the currency of the bands. */
export const ratioOf = (goods: Goods, measure: Measure, currency: string): number | Because => {
  if (goods.code === undefined) return 'noCommodityCode';
  const [above, below] = partsOf[measure];
  if (goods[above] === undefined) return missing[above];
  // Divided by nothing there is no quotient; nothing divided is one.
  if (goods[below] === undefined || goods[below] === 0) return missing[below];
  if (above === 'value' && goods.currency !== currency)
    return goods.currency === undefined ? 'noCurrency' : 'otherCurrency';
  return measured(goods, measure) ?? 0;
};

export interface Usual {
  readonly bands: BandSet;
  /** The band of the goods with so many cases. */
  find(goods: Goods, measure: Measure, minimumSupport: number): Band | undefined;
}

export const usualBy = (bands: BandSet): Usual => {
  const known = new Map<string, Band | undefined>();
  return {
    bands,
    find: (goods, measure, minimumSupport) => {
      const name = `${measure}${minimumSupport} ${goods.code} ${goods.origin}`;
      const before = known.get(name);
      if (before !== undefined || known.has(name)) return before;
      const band = findBand(bands, measure, { code: goods.code!, origin: goods.origin }, minimumSupport);
      known.set(name, band);
      return band;
    },
  };
};
