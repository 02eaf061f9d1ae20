/** Makes bands of past declarations. Exact, and the same whatever the order of the cases. */
import { type Band, cellOf, cellsOf } from './bands.ts';
import { type Measure, measures } from './measures.ts';
import { cleaned, quantilesOf } from './quantiles.ts';

/** One goods item of the past. Numbers are positive, or absent. */
export interface Observation {
  readonly code: string;
  readonly origin?: string | undefined;
  readonly value?: number | undefined;
  readonly netMass?: number | undefined;
  readonly supplementaryUnits?: number | undefined;
}

const ratio = (above: number | undefined, below: number | undefined): number | undefined =>
  above !== undefined && below !== undefined && above > 0 && below > 0 ? above / below : undefined;

export const measured = (
  { value, netMass, supplementaryUnits }: Pick<Observation, 'value' | 'netMass' | 'supplementaryUnits'>,
  measure: Measure,
): number | undefined => {
  if (measure === 'valuePerKilogram') return ratio(value, netMass);
  return measure === 'valuePerUnit' ? ratio(value, supplementaryUnits) : ratio(netMass, supplementaryUnits);
};

interface Cases extends Pick<Band, 'measure' | 'code' | 'origin'> {
  readonly values: number[];
}

export interface BandBuilder {
  add(observation: Observation): void;
  /** Bands of the cells with so many cases or more, in the order of their cells. */
  finish(minimumSupport: number): readonly Band[];
}

const bandOf = ({ values, ...cell }: Cases): Band => {
  const kept = cleaned(values.toSorted((a, b) => a - b));
  return { ...cell, support: kept.length, quantiles: quantilesOf(kept) };
};

/** Eight bytes for each case, measure and cell: at most fifteen cells for a case. */
export const createBandBuilder = (): BandBuilder => {
  const cells = new Map<string, Cases>();

  const note = (measure: Measure, code: string, origin: string | undefined, value: number) => {
    const name = cellOf(measure, code, origin);
    const known = cells.get(name);
    if (known !== undefined) known.values.push(value);
    else cells.set(name, { measure, code, ...(origin === undefined ? {} : { origin }), values: [value] });
  };

  return {
    add: (observation) => {
      for (const measure of measures) {
        const value = measured(observation, measure);
        if (value === undefined) continue;
        for (const [code, origin] of cellsOf(observation)) note(measure, code, origin, value);
      }
    },
    finish: (minimumSupport) =>
      [...cells]
        // Cleaning takes cases away, never adds one: most cells need not be looked at.
        .filter(([, { values }]) => values.length >= minimumSupport)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, cases]) => bandOf(cases))
        .filter(({ support }) => support >= minimumSupport),
  };
};
