/** Tells both sides of a mandate that its last day is near, in good time to agree on another one. */
import { newId } from '../../../shared-services/kit/call.ts';
import { toDay, toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies } from '../../../shared-services/kit/host/module.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { newTraceparent } from '../../../shared-services/kit/trace.ts';
import { contract } from './contract.ts';
import type { Mandate } from './domain/mandate.ts';
import { readMandate } from './storage/mandates.ts';
import { noteDue } from './storage/reminders.ts';
import { termsOf } from './views.ts';

/** Days before the last one on which they are told. */
export const leadDays = [30, 7] as const;
const batch = 200;

export type ReminderParts = Pick<Dependencies, 'store' | 'clock' | 'emitterFor'>;

export const remindOfEnds = ({ store, clock, emitterFor }: ReminderParts) => {
  const emitter = emitterFor(contract);

  const tell = (transaction: Transaction, mandate: Mandate, atMs: number) => {
    const { mandateId: orderingKey, validTo = '', mandator, mandatary, principal } = mandate;
    const content = { ...termsOf(mandate), validTo, at: toSecond(atMs) };
    const cause = { conversationId: newId(), traceparent: newTraceparent() };
    for (const recipient of new Set([mandator, mandatary, principal]))
      transaction.send(emitter.notify('MandateEnding', content, { orderingKey, cause, recipient }));
  };

  const remindBatch = async (transaction: Transaction): Promise<number> => {
    const atMs = clock.nowMs();
    const due = await noteDue(transaction, { today: toDay(atMs), atMs, leadDays, limit: batch });
    for (const mandateId of due) {
      const known = await readMandate(transaction, mandateId);
      if (known !== undefined) tell(transaction, known.mandate, atMs);
    }
    return due.length;
  };

  /** @returns of how many mandates somebody was told */
  return async (): Promise<number> => {
    for (let all = 0; ; ) {
      const some = await store.transaction(remindBatch);
      all += some;
      if (some === 0) return all;
    }
  };
};
