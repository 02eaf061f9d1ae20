/** What a check says of one goods item, or of the declaration. */
import type { HitElement } from '../hit.ts';
import type { Measure } from './measures.ts';

/** The band that something was held against, and what it was held against it. */
export interface UsedBand {
  readonly measure: Measure;
  readonly code: string;
  readonly origin?: string;
  readonly support: number;
  readonly median: number;
  /** What is still usual, thresholds of the check included. */
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Why a check could not say anything: no hit, and no clearance either. */
export type Because =
  | 'noCommodityCode'
  | 'noValue'
  | 'noCurrency'
  | 'otherCurrency'
  | 'noNetMass'
  | 'noGrossMass'
  | 'noSupplementaryUnits'
  | 'noBand'
  | 'wideBand';

export interface Failed {
  readonly elements: readonly HitElement[];
  /** What is wrong, with the figures: for the risk expert. */
  readonly explanation: string;
  readonly band?: UsedBand;
}

/** Nothing to say, a reason why nothing can be said, or a failure; it is explained for those that are told one by one. */
export type Verdict = 'passed' | Because | (() => Failed);
