import type { Gauges } from '../../../shared-services/kit/gauges.ts';

export interface OverdueFigures {
  readonly count: () => number;
  readonly oldestSeconds: () => number;
}

/** What alerts ask for: as of the last look, at most seconds ago. */
export const showOverdue = (gauge: Gauges, { count, oldestSeconds }: OverdueFigures): void => {
  gauge('portorium_analyses_overdue', 'Filings that wait for their risk analysis past its deadline', count);
  gauge('portorium_analysis_overdue_oldest_seconds', 'Since when the first of them is registered', oldestSeconds);
};
