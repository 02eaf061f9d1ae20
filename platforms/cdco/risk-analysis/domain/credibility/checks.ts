/**
 * The credibility checks in force. What they look for is usual in customs administrations [M]; thresholds are ours, and no
 * Member State's. A changed check is a new version. Of those that explain one measure, the one that says most comes first.
 */
import type { BandThresholds, CredibilityCheck } from './check.ts';
import { type CheckSet, checkSetOf } from './check-set.ts';
import { impossibleCombinations } from './impossible.ts';

const usual: BandThresholds = { lowest: 'p01', highest: 'p99', factorPercent: 150, minimumSupport: 30 };
/** For mistakes that are named: the value must be far off, and fit well when the mistake is undone. */
const narrow: BandThresholds = { lowest: 'p05', highest: 'p95', factorPercent: 300, minimumSupport: 30 };

const valueAndMass = 'The value and the net mass of the goods items named do not seem to fit each other.';
const invoice = 'The invoice, and the packing list with net masses.';
const units = 'The net mass and the supplementary units of the goods items named do not seem to fit each other.';
const packingList = 'The packing list with pieces and net masses.';

const flag = {
  version: 1,
  riskAreaCode: 'UVL',
  riskLevel: 'medium',
  effect: 'flag',
  recommendedControl: 'documentary',
} as const;
const block = { ...flag, effect: 'block' } as const;

const mistakes: readonly CredibilityCheck[] = [
  {
    ...{ ...block, id: 'CRED-SWAPPED', title: 'Value and net mass exchanged' },
    test: { kind: 'swapped', measure: 'valuePerKilogram', ...narrow },
    reason: 'Value and net mass seem to stand in each other’s place:',
    ...{ disclosure: valueAndMass, question: invoice },
  },
  {
    ...{ ...block, id: 'CRED-SCALE-VALUE', title: 'Net mass or value in a unit a thousand times as large or small' },
    test: { kind: 'scaled', measure: 'valuePerKilogram', by: [1000, 1_000_000], ...narrow },
    reason: 'Net mass in grams or tonnes, or value in thousands:',
    ...{ disclosure: valueAndMass, question: invoice },
  },
  {
    ...{ ...block, id: 'CRED-PIECES-KG', title: 'Pieces declared as kilograms' },
    // Equal numbers are a sign of their own: one kilogram apiece has to be rare, not far off.
    test: { kind: 'piecesAsKilograms', ...narrow, factorPercent: 100 },
    reason: 'The number of pieces seems to stand where the net mass belongs:',
    ...{ disclosure: units, question: packingList },
  },
  {
    ...{
      ...block,
      id: 'CRED-SCALE-UNITS',
      title: 'Net mass or supplementary units a thousand times as large or small',
    },
    test: { kind: 'scaled', measure: 'kilogramsPerUnit', by: [1000, 1_000_000], ...narrow },
    reason: 'Net mass in grams or tonnes, or units in thousands:',
    ...{ disclosure: units, question: packingList },
  },
];

const unusual: readonly CredibilityCheck[] = [
  {
    ...{ ...flag, id: 'CRED-VALUE-KG', title: 'Value per kilogram is unusual' },
    test: { kind: 'outsideBand', measure: 'valuePerKilogram', ...usual },
    reason: 'Value per kilogram is unusual for the commodity:',
    ...{ disclosure: valueAndMass, question: invoice },
  },
  {
    ...{ ...flag, id: 'CRED-VALUE-UNIT', title: 'Value per supplementary unit is unusual' },
    test: { kind: 'outsideBand', measure: 'valuePerUnit', ...usual },
    reason: 'Value per supplementary unit is unusual for the commodity:',
    disclosure: 'The value and the supplementary units of the goods items named do not seem to fit each other.',
    question: invoice,
  },
  {
    ...{ ...flag, id: 'CRED-KG-UNIT', title: 'Kilograms per supplementary unit are unusual', riskLevel: 'low' },
    test: { kind: 'outsideBand', measure: 'kilogramsPerUnit', ...usual },
    reason: 'Kilograms per supplementary unit are unusual for the commodity:',
    ...{ disclosure: units, question: packingList },
  },
];

const masses: readonly CredibilityCheck[] = [
  {
    ...{ ...block, id: 'CRED-NET-GROSS', title: 'Net mass above gross mass' },
    test: { kind: 'netShareOfGross', toPercent: 100 },
    reason: 'Goods cannot weigh more without their packing than with it:',
    disclosure: 'The net mass of the goods items named is larger than their gross mass.',
    question: packingList,
  },
  {
    ...{ ...flag, id: 'CRED-NET-SMALL', title: 'Net mass next to nothing of gross mass', riskLevel: 'low' },
    test: { kind: 'netShareOfGross', fromPercent: 2 },
    reason: 'Packing seems to weigh fifty times as much as the goods:',
    disclosure: 'The net mass of the goods items named is very small beside their gross mass.',
    question: packingList,
  },
];

export const credibilityChecks: CheckSet = checkSetOf([...mistakes, ...unusual, ...masses, ...impossibleCombinations]);
