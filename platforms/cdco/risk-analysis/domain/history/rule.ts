/** What is known of the operators of a declaration lowers or raises the scores of its hits. The rules are data. */
import type { RiskAreaCode } from '../risk-areas.ts';

export type AeoType = 'AEOC' | 'AEOS' | 'AEOF';
export type AeoStatus = 'valid' | 'suspended' | 'revoked';

/** Where a declaration names an operator; its own word for it. */
export type Role = 'declarant' | 'representative' | 'carrier' | 'importer' | 'exporter' | 'consignee' | 'consignor';

export type HistoryTest =
  /** An operator of one of the roles is authorised in one of these ways. */
  | { readonly kind: 'aeo'; readonly types: readonly AeoType[]; readonly status: AeoStatus }
  /** So many confirmed finds of an operator of one of the roles, in so many days before the day of the assessment. */
  | { readonly kind: 'finds'; readonly atLeast: number; readonly withinDays: number };

export interface HistoryRule {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Kinds of declaration that it looks at; all of them where it names none. */
  readonly procedures?: readonly string[];
  readonly roles: readonly Role[];
  readonly areas: readonly RiskAreaCode[];
  /** Added to the score of each area with hits; below 0 it lowers. A score stays within 1 and 100. */
  readonly points: number;
  readonly test: HistoryTest;
}
