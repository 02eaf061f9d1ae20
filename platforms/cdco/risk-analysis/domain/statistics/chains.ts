import type { Trait } from './traits.ts';

/** From the general to the specific: each combination's rate leans on the one before it, the first on the overall rate. */
export interface Chain {
  readonly name: string;
  readonly combinations: readonly (readonly Trait[])[];
}

const goods = ['hs6', 'origin', 'taxType', 'taxRate'] as const;

/**
 * The chains in use. A chain that tells nothing does no harm: its strengths grow until it says what the overall rate says,
 * and its weight stays where it began.
 *
 * The last step of the commodity's chain is the line that was declared before with the same mass and value. It stands there,
 * and not in a chain of its own, so that a line whose amounts are new leans on its bands (bench/targeting.md).
 */
export const standardChains: readonly Chain[] = [
  {
    name: 'commodity',
    combinations: [
      ['chapter'],
      ['heading'],
      ['hs6'],
      ['hs6', 'origin'],
      [...goods],
      [...goods, 'massBand'],
      [...goods, 'massBand', 'valueBand'],
      [...goods, 'netMass', 'value'],
    ],
  },
  {
    name: 'amounts',
    combinations: [
      ['massBand'],
      ['massBand', 'valueBand'],
      ['chapter', 'massBand', 'valueBand'],
      ['hs6', 'massBand', 'valueBand'],
    ],
  },
  {
    name: 'unit value',
    combinations: [
      ['unitValueBand'],
      ['chapter', 'unitValueBand'],
      ['hs6', 'unitValueBand'],
      ['hs6', 'origin', 'unitValueBand'],
    ],
  },
  { name: 'route', combinations: [['origin'], ['origin', 'departure'], ['origin', 'departure', 'transport']] },
  { name: 'duty', combinations: [['taxType'], ['taxType', 'taxRate'], ['chapter', 'taxType', 'taxRate']] },
  { name: 'importer', combinations: [['importer'], ['importer', 'heading']] },
  { name: 'seller', combinations: [['seller'], ['seller', 'heading']] },
  { name: 'declarant', combinations: [['declarant'], ['declarant', 'chapter']] },
  { name: 'courier', combinations: [['courier']] },
  { name: 'office', combinations: [['office'], ['office', 'chapter']] },
  {
    name: 'procedure',
    combinations: [['processType'], ['processType', 'importType'], ['processType', 'importType', 'importUse']],
  },
  { name: 'payment', combinations: [['payment']] },
  { name: 'marking', combinations: [['marking'], ['chapter', 'marking']] },
];
