/**
 * Says which filings wait too long for their risk analysis: an event and an audit record for each, a line of the log and two
 * gauges for all. Registration does not wait for the analysis; the analysis follows when the engine is back, and that is said too.
 */
import type { Dependencies } from '../../../shared-services/kit/host/module.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { contract } from './contract.ts';
import { dueBefore } from './domain/analysis-deadline.ts';
import { filingRecord } from './filing-record.ts';
import { showOverdue } from './overdue-gauges.ts';
import { causeOf } from './storage/filings.ts';
import { closeAnalysed, noticeOverdue, type OverdueLevel, overdueLevel } from './storage/overdue-analyses.ts';

/** Filings told of in one transaction. */
const batch = 500;

export const alarmOverdueAnalyses = ({ store, clock, log, gauge, emitterFor }: Dependencies) => {
  const emitter = emitterFor(contract);
  let level: OverdueLevel = { count: 0 };
  const oldestSeconds = () =>
    level.oldestMs === undefined ? 0 : Math.max(0, Math.round((clock.nowMs() - level.oldestMs) / 1000));
  showOverdue(gauge, { count: () => level.count, oldestSeconds });

  const tell = async (transaction: Transaction): Promise<number> => {
    const nowMs = clock.nowMs();
    const late = await noticeOverdue(transaction, { nowMs, dueMs: dueBefore(nowMs), limit: batch });
    for (const filing of late) {
      const of = { orderingKey: filing.mrn, cause: causeOf(filing) };
      transaction.send(...emitter.event('analysisOverdue', { MRN: filing.mrn }, of));
      transaction.audit(
        filingRecord(filing, { event: 'entry.analysis.overdue', outcome: 'failed', subject: contract.name }),
      );
    }
    return late.length;
  };

  const tellAll = async (): Promise<number> => {
    let all = 0;
    for (let some = batch; some === batch; all += some) some = await store.transaction(tell);
    return all;
  };

  /** Answers how many are late now. */
  return async (): Promise<number> => {
    const told = await tellAll();
    const analysed = await store.transaction((transaction) => closeAnalysed(transaction, clock.nowMs()));
    level = await overdueLevel(store);
    const facts = { told, analysed, overdue: level.count, oldestSeconds: oldestSeconds() };
    if (told > 0) log.error(facts, 'risk analyses are overdue');
    else if (analysed > 0) log.info(facts, 'overdue risk analyses have come');
    return level.count;
  };
};
