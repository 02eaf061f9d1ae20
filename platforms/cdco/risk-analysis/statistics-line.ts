import type { Content } from '../../../reference-architecture/contract/schema.ts';
import type { statistics } from './contract/statistics.ts';
import type { Line } from './domain/statistics/line.ts';

export type ControlResultMessage = Content<(typeof statistics)['operations']['recordControlResult']['request']>;

const amount = (decimal: string | undefined): number | undefined =>
  decimal === undefined ? undefined : Number(decimal);

/** A goods item as messages have it, as the statistics know it: amounts as numbers, values in euro. */
export const lineOf = ({ taxRatePercent, netMassKg, valueEUR, ...words }: ControlResultMessage['goodsItem']): Line => ({
  ...words,
  taxRate: amount(taxRatePercent),
  netMassKg: amount(netMassKg),
  value: amount(valueEUR),
});
