/** What is measured of goods, and how finely: the words that bands and checks share. */

/** Value per kilogram of net mass, value per supplementary unit, kilograms of net mass per supplementary unit. */
export const measures = ['valuePerKilogram', 'valuePerUnit', 'kilogramsPerUnit'] as const;
export type Measure = (typeof measures)[number];

/** Shares of the cases that lie at or below, per mille. */
export const quantileShares = { p01: 10, p05: 50, p25: 250, median: 500, p75: 750, p95: 950, p99: 990 } as const;
export type QuantileName = keyof typeof quantileShares;
export const quantileNames = Object.keys(quantileShares) as readonly QuantileName[];

export type Quantiles = Readonly<Record<QuantileName, number>>;

/** How measures are told to people. */
export const unitOf = (measure: Measure, currency: string): string =>
  ({
    valuePerKilogram: `${currency} per kg`,
    valuePerUnit: `${currency} per supplementary unit`,
    kilogramsPerUnit: 'kg per supplementary unit',
  })[measure];

/** Six significant digits: enough for people, the same on every machine. */
export const figure = (value: number): string => String(Number(value.toPrecision(6)));
