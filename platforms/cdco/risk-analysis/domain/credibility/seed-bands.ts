/** Bands to begin with, so that a fresh platform has some. Every figure is invented; real ones are imported. */
import type { Band } from './bands.ts';
import { figure, type Measure, type Quantiles } from './measures.ts';

export const seedSource = 'Invented figures, shipped as an example.';
export const seedCurrency = 'EUR';

const invented = (code: string, origin: string | undefined, measure: Measure, median: number, spread: number): Band => {
  const at = (steps: number) => Number(figure(steps < 0 ? median / spread ** -steps : median * spread ** steps));
  const quantiles: Quantiles = {
    ...{ p01: at(-3), p05: at(-2), p25: at(-1), median: at(0) },
    ...{ p75: at(1), p95: at(2), p99: at(3) },
  };
  return { measure, code, ...(origin === undefined ? {} : { origin }), support: 100, quantiles };
};

const perKilogram = (code: string, origin: string | undefined, median: number) =>
  invented(code, origin, 'valuePerKilogram', median, 1.6);

const perPiece = (code: string, euro: number, kilograms: number) => [
  invented(code, undefined, 'valuePerUnit', euro, 1.6),
  invented(code, undefined, 'kilogramsPerUnit', kilograms, 1.4),
];

export const seedBands: readonly Band[] = [
  perKilogram('851713', 'CN', 700),
  perKilogram('851713', undefined, 800),
  ...perPiece('851713', 320, 0.4),
  perKilogram('850760', 'CN', 25),
  perKilogram('850760', undefined, 30),
  perKilogram('610910', 'BD', 11),
  perKilogram('610910', 'TR', 18),
  perKilogram('610910', undefined, 15),
  ...perPiece('610910', 3, 0.18),
  perKilogram('640399', undefined, 28),
  ...perPiece('640399', 25, 0.9),
  perKilogram('9503', undefined, 9),
  perKilogram('0805', undefined, 0.9),
  perKilogram('6907', undefined, 0.5),
];
