/** Filings whose risk analysis is late. They are found by the event that still waits: no filing pays for it. */
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { FilingRow } from './filings.ts';

const iso = (ms: number) => new Date(ms).toISOString();

/** Of those that nobody has told of yet, as many. @param dueMs registered before, and not analysed: late */
export const noticeOverdue = (
  transaction: Transaction,
  { nowMs, dueMs, limit }: { readonly nowMs: number; readonly dueMs: number; readonly limit: number },
) =>
  transaction.query<Pick<FilingRow, 'mrn' | 'conversation_id' | 'traceparent' | 'registered_at'>>(
    `with late as (
       select filing.mrn from outbox join filing on filing.mrn = outbox.ordering_key
       where outbox.name = 'entry.filingRegistered' and filing.state = 'registered' and filing.registered_at <= $2
         and not exists (select from overdue_analysis told where told.mrn = filing.mrn)
       order by filing.registered_at limit $3),
     told as (
       insert into overdue_analysis (mrn, noticed_at) select mrn, $1 from late on conflict do nothing returning mrn)
     select mrn, conversation_id, traceparent, registered_at from filing where mrn in (select mrn from told) order by mrn`,
    [iso(nowMs), iso(dueMs), limit],
  );

/** Answers how many were analysed since. */
export const closeAnalysed = async (transaction: Transaction, nowMs: number): Promise<number> => {
  const closed = await transaction.query(
    `update overdue_analysis late set analysed_at = $1 from filing
     where filing.mrn = late.mrn and late.analysed_at is null and filing.state <> 'registered' returning late.mrn`,
    [iso(nowMs)],
  );
  return closed.length;
};

export interface OverdueLevel {
  readonly count: number;
  /** Registered at; undefined: none is late. */
  readonly oldestMs?: number;
}

export const overdueLevel = async (from: Pick<Store, 'query'>): Promise<OverdueLevel> => {
  const [row] = await from.query<{ count: string; oldest: Date | null }>(
    `select count(*) as count, min(registered_at) as oldest from overdue_analysis join filing using (mrn)
     where analysed_at is null`,
  );
  return { count: Number(row?.count ?? 0), ...(row?.oldest ? { oldestMs: row.oldest.getTime() } : {}) };
};
