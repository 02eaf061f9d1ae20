/** Kinds of profiles: why there is a criterion, and who may read it. */
import type { RiskAreaCode } from './risk-areas.ts';

export const profileKinds = {
  commonFinancialRisk: 'Common financial risk criteria: restricted content',
  securityAndSafety: 'Security and safety criteria',
  priorityControlArea: 'Priority control area: part of a campaign',
  productSafety: 'Product safety and compliance',
  intellectualProperty: 'Intellectual property',
  cash: 'Cash and other means of payment',
  drugs: 'Drugs and their precursors',
  protectedSpecies: 'Protected species (CITES)',
  dualUse: 'Dual-use goods',
} as const;

export type ProfileKind = keyof typeof profileKinds;

/** Of a profile that does not say its kind: those from before there were kinds. */
export const usualKinds: Readonly<Record<RiskAreaCode, ProfileKind>> = {
  SEC: 'securityAndSafety',
  SAF: 'securityAndSafety',
  TRN: 'securityAndSafety',
  DRG: 'drugs',
  CIT: 'protectedSpecies',
  IPR: 'intellectualProperty',
  CSH: 'cash',
  PSF: 'productSafety',
  UVL: 'commonFinancialRisk',
  DUU: 'dualUse',
  // No profile is of these; what selects by them is a rule.
  STA: 'securityAndSafety',
  RND: 'securityAndSafety',
};

export const kindOf = ({ kind, riskAreaCode }: { kind?: ProfileKind; riskAreaCode: RiskAreaCode }): ProfileKind =>
  kind ?? usualKinds[riskAreaCode];

/** Criteria that risk experts alone read: nobody else's answer tells what hit, and where. */
export const isRestricted = (kind: ProfileKind | undefined): boolean => kind === 'commonFinancialRisk';
