/** Marks the e-screenings whose time is over; the assessment is then concluded on what is there. */
import type { Dependencies } from '../../../shared-services/kit/host/module.ts';
import { contract } from './contract.ts';
import { causeOf, lockFiling } from './storage/filings.ts';
import { expireScreenings as expire } from './storage/screenings.ts';

export const expireScreenings = ({ store, clock, emitterFor }: Dependencies) => {
  const emitter = emitterFor(contract);
  return (): Promise<number> =>
    store.transaction(async (transaction) => {
      const MRNs = await expire(transaction, clock.nowMs());
      for (const MRN of MRNs) {
        const filing = await lockFiling(transaction, MRN);
        if (filing === undefined) continue;
        transaction.send(...emitter.event('screeningAnswered', { MRN }, { orderingKey: MRN, cause: causeOf(filing) }));
        transaction.audit({
          event: 'entry.screening.expire',
          outcome: 'failed',
          reference: MRN,
          conversationId: filing.conversation_id,
          messageId: MRN,
          traceparent: filing.traceparent,
          circle: 'central',
          party: contract.name,
          subject: contract.name,
          protocol: 'internal',
        });
      }
      return MRNs.length;
    });
};
