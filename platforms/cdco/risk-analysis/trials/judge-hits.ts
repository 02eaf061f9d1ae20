import type { Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { StoredResult } from '../storage/control-results.ts';
import { countControlled } from '../storage/trials/profile-figures.ts';
import type { TrialMetrics } from './trial-metrics.ts';

/** A result that says which declaration it is of confirms the profiles that hit it, or does not. */
export const judgeHits = async (
  transaction: Transaction,
  { reference, found, riskAreaCode }: StoredResult,
  metrics: TrialMetrics,
): Promise<void> => {
  if (reference === undefined) return;
  const isConfirmed = (area: string) => found && (riskAreaCode === undefined || riskAreaCode === area);
  await countControlled(transaction, reference, isConfirmed);
  metrics.controlled(riskAreaCode ?? 'other', found);
};
