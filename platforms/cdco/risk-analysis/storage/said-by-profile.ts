/** What a definition says that queries look for: it stands beside the sealed definition. */
import { type ProfileKind, usualKinds } from '../domain/kinds.ts';
import type { RiskAreaCode } from '../domain/risk-areas.ts';

export interface Said {
  readonly kind: ProfileKind;
  /** Null: of the Union. */
  readonly memberState: string | null;
  readonly campaignId: string | null;
  readonly procedures: readonly string[];
}

interface Told {
  readonly kind?: ProfileKind;
  readonly riskAreaCode?: RiskAreaCode;
  readonly memberState?: string;
  readonly campaignId?: string;
  readonly procedures?: readonly string[];
}

const parsed = (definition: string): Told => {
  try {
    return (JSON.parse(definition) ?? {}) as Told;
  } catch {
    return {};
  }
};

/** Of what cannot be read: what is usual. */
export const saidBy = (definition: string): Said => {
  const { kind, riskAreaCode, memberState = null, campaignId = null, procedures = [] } = parsed(definition);
  const usual = riskAreaCode === undefined ? undefined : usualKinds[riskAreaCode];
  return { kind: kind ?? usual ?? 'securityAndSafety', memberState, campaignId, procedures };
};
