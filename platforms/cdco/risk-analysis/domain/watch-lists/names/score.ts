/** What paired words come to: one score for two names. */
import { assign, type Gain } from './assignment.ts';

/** A word that only one of the names has weighs this much of one that both have. */
const ofUnpaired = 0.5;

export interface Sides {
  readonly declared: number;
  readonly listed: number;
  readonly alike: Gain;
  /** Weights of the words: rare ones tell more. */
  readonly declaredWeight: (at: number) => number;
  readonly listedWeight: (at: number) => number;
  readonly pairWeight: Gain;
}

export interface Paired {
  /** 0 to 1. */
  readonly score: number;
  /** Position of the listed word for each declared one, or -1. */
  readonly pairs: Int8Array;
}

/** The share of the paired weight, each pair counted by how alike its words are. */
export const scoreOf = (sides: Sides): Paired => {
  const { declared, listed, alike, declaredWeight, listedWeight, pairWeight } = sides;
  const pairs = assign(declared, listed, (row, column) => alike(row, column) * pairWeight(row, column));
  let [gained, paired, unpaired] = [0, 0, 0];
  for (let column = 0; column < listed; column += 1) unpaired += listedWeight(column);
  for (let row = 0; row < declared; row += 1) {
    const column = pairs[row]!;
    if (column === -1) unpaired += declaredWeight(row);
    else {
      const weight = pairWeight(row, column);
      gained += alike(row, column) * weight;
      paired += weight;
      unpaired -= listedWeight(column);
    }
  }
  const whole = 2 * paired + ofUnpaired * unpaired;
  // Rounded: sums in another order of words must not differ in the last bit.
  return { score: whole === 0 ? 0 : Math.round((2_000_000 * gained) / whole) / 1_000_000, pairs };
};
