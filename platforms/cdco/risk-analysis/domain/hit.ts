/** What the engine finds: which profile version hit which elements. */
import type { ProfileKind } from './kinds.ts';
import type { ReferralType, RiskLevel } from './profile.ts';
import type { RiskAreaCode } from './risk-areas.ts';

export interface HitElement {
  /** JSON pointer into the declaration. */
  readonly pointer: string;
  readonly value: string;
}

/** Of a hit of a watch list: which entry, how sure, and why. */
export interface WatchListMatch {
  readonly entryId: string;
  /** The listed name or identifier. */
  readonly listed: string;
  /** Percent; 100 where words or identifiers are the same. */
  readonly score: number;
  readonly why: string;
}

/** What selects beside profiles, watch lists and checks. */
export type SelectedBy = 'statistics' | 'random';

export interface Hit {
  readonly profileId: string;
  readonly profileVersion: number;
  readonly riskAreaCode: RiskAreaCode;
  readonly riskLevel: RiskLevel;
  /** Of profiles alone. */
  readonly kind?: ProfileKind;
  /** Of a national profile: the Member State that alone may see the hit. */
  readonly memberState?: string;
  readonly campaignId?: string;
  readonly recommendedControl?: string;
  readonly placeOfControl?: string;
  readonly referralType?: ReferralType;
  readonly blocks: boolean;
  readonly reason: string;
  readonly elements: readonly HitElement[];
  /** Only of watch lists; `profileId` and `profileVersion` are those of the list then. */
  readonly watchListMatch?: WatchListMatch;
  /** `random`: no risk is claimed; the hit counts for no score and no level. */
  readonly selectedBy?: SelectedBy;
}
