/** A credibility check is data: what is compared, with which thresholds, and what is said and asked where it fails. */
import type { Condition } from '../condition.ts';
import type { RiskLevel } from '../profile.ts';
import type { RiskAreaCode } from '../risk-areas.ts';
import type { Measure, QuantileName } from './measures.ts';

/** From when on a value is unusual: below `lowest` divided, or above `highest` multiplied, by the factor. */
export interface BandThresholds {
  readonly lowest: QuantileName;
  readonly highest: QuantileName;
  /** 200: beyond half of `lowest`, or twice `highest`. At least 100, so that nothing inside the band is unusual. */
  readonly factorPercent: number;
  /** Cases that a band needs; with fewer the next coarser one is taken. */
  readonly minimumSupport: number;
}

export type CheckTest =
  /** The value lies outside its band. */
  | ({ readonly kind: 'outsideBand'; readonly measure: Measure } & BandThresholds)
  /** It lies outside, and inside when one part is taken for so many times as much: kg for g or t. */
  | ({ readonly kind: 'scaled'; readonly measure: Measure; readonly by: readonly number[] } & BandThresholds)
  /** It lies outside, and inside when the two parts change places: the mass was written where the value belongs. */
  | ({ readonly kind: 'swapped'; readonly measure: Measure } & BandThresholds)
  /** Net mass and supplementary units are one number, and the goods do not weigh one kilogram apiece. */
  | ({ readonly kind: 'piecesAsKilograms' } & BandThresholds)
  /** Net mass by gross mass lies outside these bounds, in per cent. */
  | { readonly kind: 'netShareOfGross'; readonly fromPercent?: number; readonly toPercent?: number }
  /** The check digit of a container number (ISO 6346) is not that of its number. */
  | { readonly kind: 'containerCheckDigit' }
  /** What the language of profiles can say; for combinations that cannot be. */
  | { readonly kind: 'combination'; readonly condition: Condition };

export interface CredibilityCheck {
  /** At most 17 signs, as the ids of profiles, beside which it stands among the hits. */
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Kinds of declaration that it looks at; all of them where it names none. */
  readonly procedures?: readonly string[];
  readonly riskAreaCode: RiskAreaCode;
  readonly riskLevel: RiskLevel;
  /** `block`: the declaration is not to be accepted as it stands. Says nothing of loading the goods. */
  readonly effect: 'flag' | 'block';
  /** Kind of control, in the words of profiles. */
  readonly recommendedControl?: string;
  readonly test: CheckTest;
  /** For the risk expert. */
  readonly reason: string;
  /** What the trader may be told: names places, never bands or thresholds. */
  readonly disclosure: string;
  /** What to ask for. */
  readonly question: string;
}
