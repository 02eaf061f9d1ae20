/** Bands: what is usual of a commodity, by origin where enough is known, and the way back to what is known more coarsely. */
import type { Measure, Quantiles } from './measures.ts';

/** One cell of the statistics. */
export interface Band {
  readonly measure: Measure;
  /** CN code (8 digits), HS sub-heading (6), heading (4) or chapter (2). */
  readonly code: string;
  /** Country of origin; absent where all origins are taken together. */
  readonly origin?: string;
  /** Cases that the quantiles are of, outliers left out. */
  readonly support: number;
  readonly quantiles: Quantiles;
}

/** What a band set was made of: named by every assessment that used it. */
export interface BandSet {
  /** Counts up with each import. 0: there is none. */
  readonly version: number;
  readonly currency: string;
  readonly bands: ReadonlyMap<string, Band>;
}

export const cellOf = (measure: Measure, code: string, origin?: string): string =>
  `${measure} ${code} ${origin ?? ''}`.trimEnd();

export const bandSetOf = (version: number, currency: string, bands: readonly Band[]): BandSet => ({
  version,
  currency,
  bands: new Map(bands.map((band) => [cellOf(band.measure, band.code, band.origin), band])),
});

export const noBands: BandSet = bandSetOf(0, 'EUR', []);

interface Commodity {
  /** 6 or 8 digits. */
  readonly code: string;
  readonly origin?: string | undefined;
}

type Cell = readonly [code: string, origin?: string];

/** From the finest cell to the coarsest: CN8 and HS6 by origin, then HS6, heading and chapter of all origins. */
export const cellsOf = ({ code, origin }: Commodity): readonly Cell[] => {
  const byOrigin: Cell[] = origin === undefined ? [] : [code.slice(0, 8), code.slice(0, 6)].map((one) => [one, origin]);
  const distinct = code.length < 8 ? byOrigin.slice(1) : byOrigin;
  return [...distinct, [code.slice(0, 6)], [code.slice(0, 4)], [code.slice(0, 2)]];
};

/** The finest band that enough cases support. */
export const findBand = (
  { bands }: BandSet,
  measure: Measure,
  commodity: Commodity,
  minimumSupport: number,
): Band | undefined => {
  for (const [code, origin] of cellsOf(commodity)) {
    const band = bands.get(cellOf(measure, code, origin));
    if (band !== undefined && band.support >= minimumSupport) return band;
  }
  return undefined;
};
