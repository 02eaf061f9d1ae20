/** What the engine finds: which profile version hit which elements. */
import type { ReferralType, RiskLevel } from './profile.ts';
import type { RiskAreaCode } from './risk-areas.ts';

export interface HitElement {
  /** JSON pointer into the declaration. */
  readonly pointer: string;
  readonly value: string;
}

export interface Hit {
  readonly profileId: string;
  readonly profileVersion: number;
  readonly riskAreaCode: RiskAreaCode;
  readonly riskLevel: RiskLevel;
  readonly recommendedControl?: string;
  readonly placeOfControl?: string;
  readonly referralType?: ReferralType;
  readonly blocks: boolean;
  readonly reason: string;
  readonly elements: readonly HitElement[];
}
