/** Figures for those who watch the platform: by area of risk, never by profile, of which there may be ten thousand. */
import type { CountedOf } from '../../../../shared-services/kit/metrics.ts';
import { riskAreas } from '../domain/risk-areas.ts';

export interface TrialMetrics {
  /** An assessment was answered. */
  saw(procedure: string, hits: readonly { readonly riskAreaCode: string }[]): void;
  /** So many were left out of trials, and where: `queue`, `blocks`. */
  leftOut(of: 'queue' | 'blocks', declarations: number): void;
  /** A control of a declaration that was hit. */
  controlled(riskAreaCode: string, confirmed: boolean): void;
}

const areaOf = (code: string): string => (code in riskAreas ? code : 'other');
const procedures = new Set(['entry']);

export const createTrialMetrics = (counted: CountedOf): TrialMetrics => {
  const assessed = counted('portorium_risk_assessed_total', 'Declarations assessed', ['procedure']);
  const hits = counted('portorium_risk_hits_total', 'Hits of profiles, lists and checks, by area of risk', ['area']);
  const results = counted('portorium_risk_controlled_total', 'Controls of hits, by area', ['area', 'confirmed']);
  const left = counted('portorium_risk_trials_left_out_total', 'Declarations left out of trials', ['of']);
  return {
    saw: (procedure, found) => {
      assessed({ procedure: procedures.has(procedure) ? procedure : 'other' }, 1);
      for (const { riskAreaCode } of found) hits({ area: areaOf(riskAreaCode) }, 1);
    },
    leftOut: (of, declarations) => left({ of }, declarations),
    controlled: (riskAreaCode, confirmed) => results({ area: areaOf(riskAreaCode), confirmed: String(confirmed) }, 1),
  };
};
