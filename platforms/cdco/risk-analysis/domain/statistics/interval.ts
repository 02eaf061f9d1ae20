/** A rate with how far it may be wrong. */
export interface RateInterval {
  readonly rate: number;
  readonly from: number;
  readonly to: number;
}

/** Of the normal distribution: 95 of 100 intervals hold the true rate. */
const z = 1.959964;

/**
 * The interval of Wilson (1927, Journal of the American Statistical Association 22): it stays within 0 and 1, and is honest with
 * few controls and with none that found anything.
 */
export const rateInterval = (finds: number, controls: number): RateInterval => {
  if (controls === 0) return { rate: 0, from: 0, to: 1 };
  const rate = finds / controls;
  const scale = 1 + z ** 2 / controls;
  const middle = (rate + z ** 2 / (2 * controls)) / scale;
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / controls + z ** 2 / (4 * controls ** 2));
  return { rate, from: Math.max(0, middle - half), to: Math.min(1, middle + half) };
};
