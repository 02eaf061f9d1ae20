/** Checks that hold a goods item against what is usual of its commodity. */
import type { Band, BandSet } from './bands.ts';
import type { BandThresholds, CheckTest } from './check.ts';
import { declaredAt, type Goods } from './goods.ts';
import { figure, type Measure, unitOf } from './measures.ts';
import { partsOf, ratioOf, type Usual } from './usual.ts';
import type { Failed, UsedBand, Verdict } from './verdict.ts';

export type BandTest = Extract<CheckTest, BandThresholds>;

/** Amounts and quotients are rounded in binary: what differs by less lies on the bound. */
const rounding = 1e-9;

const liesBetween = (value: number, from: number, to: number): boolean =>
  value >= from * (1 - rounding) && value <= to * (1 + rounding);

const isUsual = (value: number, { quantiles }: Band, { lowest, highest }: BandThresholds): boolean =>
  liesBetween(value, quantiles[lowest], quantiles[highest]);

/** What would be usual if the mistake that the check looks for had been made; undefined where it was not. */
const mistakeOf = (test: BandTest, goods: Goods, band: Band, ratio: number): string | undefined => {
  if (test.kind === 'outsideBand') return 'lies outside';
  if (test.kind === 'piecesAsKilograms') {
    return goods.netMass === goods.supplementaryUnits ? 'is one: pieces and kilograms are the same' : undefined;
  }
  if (test.kind === 'swapped') {
    return ratio > 0 && isUsual(1 / ratio, band, test) ? 'fits when both parts change places' : undefined;
  }
  const by = test.by.find((factor) => isUsual(ratio * factor, band, test) || isUsual(ratio / factor, band, test));
  return by === undefined ? undefined : `fits when one part is taken ${by} times`;
};

const cellText = ({ code, origin }: UsedBand): string =>
  `${code}${origin === undefined ? ' of all origins' : ` of origin ${origin}`}`;

const thresholdText = ({ lowest, highest, factorPercent }: BandThresholds): string =>
  `${lowest} to ${highest}${factorPercent === 100 ? '' : `, widened by ${factorPercent} %`}`;

const explain = (test: BandTest, used: UsedBand, mistake: string, { currency, version }: BandSet): string =>
  `${figure(used.value)} ${unitOf(used.measure, currency)} ${mistake}; usual ${figure(used.from)} to ${figure(used.to)}` +
  ` (${thresholdText(test)}), median ${figure(used.median)}, of ${used.support} cases of ${cellText(used)}, bands ${version}`;

export const measureOf = (test: BandTest): Measure =>
  test.kind === 'piecesAsKilograms' ? 'kilogramsPerUnit' : test.measure;

const fail = (test: BandTest, goods: Goods, used: UsedBand, mistake: string, bands: BandSet): Failed => ({
  elements: declaredAt(goods, [...partsOf[used.measure], 'heading', 'combined', 'origin']),
  explanation: explain(test, used, mistake, bands),
  band: used,
});

export const judgeAgainstBand = (test: BandTest, goods: Goods, usual: Usual): Verdict => {
  const measure = measureOf(test);
  const ratio = ratioOf(goods, measure, usual.bands.currency);
  if (typeof ratio !== 'number') return ratio;
  const band = usual.find(goods, measure, test.minimumSupport);
  if (band === undefined) return 'noBand';
  const from = (band.quantiles[test.lowest] * 100) / test.factorPercent;
  const to = (band.quantiles[test.highest] * test.factorPercent) / 100;
  // Within so wide a band a mistake of this size is usual.
  if (test.kind === 'scaled' && to / from > Math.min(...test.by)) return 'wideBand';
  if (liesBetween(ratio, from, to)) return 'passed';
  const mistake = mistakeOf(test, goods, band, ratio);
  if (mistake === undefined) return 'passed';
  const { quantiles, ...cell } = band;
  return () => fail(test, goods, { ...cell, median: quantiles.median, from, to, value: ratio }, mistake, usual.bands);
};
