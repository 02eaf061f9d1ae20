/** A risk profile: what to look for, and what to do about it. Each change is a new version; versions are never edited. */
import type { Condition } from './condition.ts';
import type { ProfileKind } from './kinds.ts';
import type { RiskAreaCode } from './risk-areas.ts';

export const riskLevels = ['low', 'medium', 'high', 'critical'] as const;
export type RiskLevel = (typeof riskLevels)[number];

/** RFI: the trader is asked for information. RFS: the goods are screened as high-risk cargo or mail. */
export type ReferralType = 'RFI' | 'RFS';

/** What a profile says; stored as text, version by version. */
export interface Definition {
  readonly title: string;
  readonly riskAreaCode: RiskAreaCode;
  readonly riskLevel: RiskLevel;
  /** Without it, what is usual for the risk area (`kinds.ts`). */
  readonly kind?: ProfileKind;
  /** Of a national profile: whose it is. Only declarations in which it is concerned are held against it. None: of the Union. */
  readonly memberState?: string;
  /** Of a priority control area alone: the campaign within whose period it is active. */
  readonly campaignId?: string;
  /** Procedures whose declarations it looks at, `entry`. */
  readonly procedures: readonly string[];
  /** Specific circumstance indicators that it is limited to, `F32`; all of them where it names none. */
  readonly specificCircumstances?: readonly string[];
  readonly condition: Condition;
  /** The sentence that a hit carries: for the risk expert, never for the trader. */
  readonly reason: string;
  /** Kind of control: our own words until CL731 and its neighbours are public. */
  readonly recommendedControl?: string;
  readonly placeOfControl?: string;
  readonly referralType?: ReferralType;
  /** The goods must not be loaded. For credible and immediate threats only. */
  readonly blocks?: boolean;
}

export interface Profile {
  /** Criteria id, at most 17 signs, `SEED-SAF-001`. */
  readonly id: string;
  readonly version: number;
  /** First and last day in force, `2026-11-21`; without an end it goes on. */
  readonly validFrom: string;
  readonly validTo?: string;
  readonly definition: Definition;
}

export interface Period {
  readonly validFrom: string;
  readonly validTo?: string;
}
