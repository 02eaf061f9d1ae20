/** Marks the e-screenings whose time is over; the assessment is then concluded on what is there. */
import type { Dependencies } from '../../../shared-services/kit/host/module.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { contract } from './contract.ts';
import { isOpen } from './domain/lifecycle.ts';
import { filingRecord } from './filing-record.ts';
import { causeOf, lockOverdue } from './storage/filings.ts';
import { expireScreenings as expire } from './storage/screenings.ts';

/** Screenings looked at in one transaction. */
const batch = 500;

export const expireScreenings = ({ store, clock, emitterFor }: Dependencies) => {
  const emitter = emitterFor(contract);

  const expireBatch = async (transaction: Transaction): Promise<number> => {
    const nowMs = clock.nowMs();
    const filings = await lockOverdue(transaction, nowMs, batch);
    const expired = await expire(
      transaction,
      filings.map((filing) => filing.mrn),
      nowMs,
    );
    // What was decided on without the answer needs it no more.
    for (const filing of filings.filter(({ mrn, state }) => expired.has(mrn) && isOpen(state))) {
      const of = { orderingKey: filing.mrn, cause: causeOf(filing) };
      transaction.send(...emitter.event('screeningAnswered', { MRN: filing.mrn }, of));
      transaction.audit(
        filingRecord(filing, { event: 'entry.screening.expire', outcome: 'failed', subject: contract.name }),
      );
    }
    return expired.size;
  };

  /** Answers how many filings had waited too long. */
  return async (): Promise<number> => {
    let all = 0;
    for (;;) {
      const some = await store.transaction(expireBatch);
      all += some;
      if (some === 0) return all;
    }
  };
};
