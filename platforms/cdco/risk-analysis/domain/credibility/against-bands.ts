/** Checks that hold a goods item against what is usual of its commodity. */
import { type Band, type BandSet, findBand } from './bands.ts';
import { measured } from './build-bands.ts';
import type { BandThresholds, CheckTest } from './check.ts';
import type { Goods, Quantity } from './goods.ts';
import { figure, type Measure, unitOf } from './measures.ts';
import type { Because, UsedBand, Verdict } from './verdict.ts';

type BandTest = Extract<CheckTest, BandThresholds>;

/** Amounts and quotients are rounded in binary: what differs by less lies on the bound. */
const rounding = 1e-9;

const liesBetween = (value: number, from: number, to: number): boolean =>
  value >= from * (1 - rounding) && value <= to * (1 + rounding);

const isUsual = (value: number, { quantiles }: Band, { lowest, highest }: BandThresholds): boolean =>
  liesBetween(value, quantiles[lowest], quantiles[highest]);

const needsOf = (measure: Measure): readonly (keyof Goods & string)[] =>
  ({
    valuePerKilogram: ['value', 'netMass'] as const,
    valuePerUnit: ['value', 'supplementaryUnits'] as const,
    kilogramsPerUnit: ['netMass', 'supplementaryUnits'] as const,
  })[measure];

const missing: Readonly<Record<string, Because>> = {
  value: 'noValue',
  netMass: 'noNetMass',
  supplementaryUnits: 'noSupplementaryUnits',
};

/** Why the goods cannot be held against any band; undefined where they can. */
const lackOf = (goods: Goods, measure: Measure, { currency }: BandSet): Because | undefined => {
  if (goods.code === undefined) return 'noCommodityCode';
  const lacking = needsOf(measure).find((name) => {
    const quantity = goods[name] as Quantity | undefined;
    // Divided by nothing there is no quotient; a value of nothing is one.
    return quantity === undefined || (quantity.number === 0 && name !== 'value');
  });
  if (lacking !== undefined) return missing[lacking]!;
  if (!needsOf(measure).includes('value')) return undefined;
  if (goods.currency === undefined) return 'noCurrency';
  return goods.currency === currency ? undefined : 'otherCurrency';
};

const ratioOf = ({ value, netMass, supplementaryUnits }: Goods, measure: Measure): number =>
  measured(
    { value: value?.number, netMass: netMass?.number, supplementaryUnits: supplementaryUnits?.number },
    measure,
  ) ?? 0;

const usedOf = (band: Band, { factorPercent, lowest, highest }: BandThresholds, value: number): UsedBand => ({
  measure: band.measure,
  code: band.code,
  ...(band.origin === undefined ? {} : { origin: band.origin }),
  support: band.support,
  median: band.quantiles.median,
  from: (band.quantiles[lowest] * 100) / factorPercent,
  to: (band.quantiles[highest] * factorPercent) / 100,
  value,
});

interface Held {
  readonly goods: Goods;
  readonly band: Band;
  readonly used: UsedBand;
}

/** What the value would be if the mistake that the check looks for had been made; undefined where it was not. */
const mistakeOf = (test: BandTest, { goods, band, used: { value } }: Held): string | undefined => {
  if (test.kind === 'outsideBand') return 'lies outside';
  if (test.kind === 'piecesAsKilograms')
    return goods.netMass!.number === goods.supplementaryUnits!.number
      ? 'is one: pieces and kilograms are the same'
      : undefined;
  if (test.kind === 'swapped')
    return value > 0 && isUsual(1 / value, band, test) ? 'fits when both parts change places' : undefined;
  const by = test.by.find((factor) => isUsual(value * factor, band, test) || isUsual(value / factor, band, test));
  return by === undefined ? undefined : `fits when one part is taken ${by} times`;
};

const cellText = ({ code, origin }: UsedBand): string =>
  `${code}${origin === undefined ? ' of all origins' : ` of origin ${origin}`}`;

const thresholdText = ({ lowest, highest, factorPercent }: BandThresholds): string => {
  const by = factorPercent === 100 ? '' : `, widened by ${factorPercent} %`;
  return `${lowest} to ${highest}${by}`;
};

const explain = (test: BandTest, used: UsedBand, mistake: string, { currency, version }: BandSet): string =>
  `${figure(used.value)} ${unitOf(used.measure, currency)} ${mistake}; usual ${figure(used.from)} to ${figure(used.to)}` +
  ` (${thresholdText(test)}), median ${figure(used.median)}, of ${used.support} cases of ${cellText(used)}, bands ${version}`;

const elementsOf = (goods: Goods, measure: Measure) => [
  ...needsOf(measure).map((name) => (goods[name] as Quantity).at),
  ...goods.code!.at,
  ...(goods.origin === undefined ? [] : [goods.origin]),
];

export const measureOf = (test: BandTest): Measure =>
  test.kind === 'piecesAsKilograms' ? 'kilogramsPerUnit' : test.measure;

export const judgeAgainstBand = (test: BandTest, goods: Goods, bands: BandSet): Verdict => {
  const measure = measureOf(test);
  const lack = lackOf(goods, measure, bands);
  if (lack !== undefined) return { unjudged: lack };
  const commodity = { code: goods.code!.code, origin: goods.origin?.value };
  const band = findBand(bands, measure, commodity, test.minimumSupport);
  if (band === undefined) return { unjudged: 'noBand' };
  const used = usedOf(band, test, ratioOf(goods, measure));
  // Within so wide a band a mistake of this size is usual.
  if (test.kind === 'scaled' && used.to / used.from > Math.min(...test.by)) return { unjudged: 'wideBand' };
  if (liesBetween(used.value, used.from, used.to)) return 'passed';
  const mistake = mistakeOf(test, { goods, band, used });
  if (mistake === undefined) return 'passed';
  const explanation = explain(test, used, mistake, bands);
  return { failed: { elements: elementsOf(goods, measure), explanation, band: used } };
};
