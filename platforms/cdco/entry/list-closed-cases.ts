/** Which filings the archive may take: decided on, and quiet since. */
import type { Dependencies } from '../../../shared-services/kit/host/module.ts';
import { closedFilings, countClosed } from './storage/archive.ts';

interface Asked {
  readonly closedBeforeMs: number;
  readonly limit: number;
}

export const listClosedCases =
  ({ store }: Pick<Dependencies, 'store'>) =>
  async ({ closedBeforeMs, limit }: Asked) => {
    const before = new Date(closedBeforeMs);
    const rows = await closedFilings(store, before, limit);
    const cases = rows.map(({ mrn, changed_at: changedAt }) => ({ caseId: mrn, closedAtMs: changedAt.getTime() }));
    return {
      ...(cases.length === 0 ? {} : { case: cases }),
      waiting: rows.length < limit ? rows.length : await countClosed(store, before),
    };
  };
