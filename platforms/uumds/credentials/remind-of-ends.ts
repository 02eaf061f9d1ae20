/** Tells operators which of their credentials end soon, in good time to put others in their place. */
import { newId } from '../../../shared-services/kit/call.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies } from '../../../shared-services/kit/host/module.ts';
import { newTraceparent } from '../../../shared-services/kit/trace.ts';
import { contract } from './contract.ts';
import { type Ending, noteDue } from './storage/reminders.ts';

/** Days before the end on which they are told. */
export const leadDays = [30, 7, 1] as const;
const batch = 200;

const contentOf = ({ kind, name, clientId, fingerprint256, endsAtMs }: Ending, atMs: number) => ({
  ...{ kind, name, endsAt: toSecond(endsAtMs), at: toSecond(atMs) },
  ...(clientId === undefined ? {} : { clientId }),
  ...(fingerprint256 === undefined ? {} : { fingerprint256 }),
});

export const remindOfEnds = ({ store, clock, emitterFor }: Pick<Dependencies, 'store' | 'clock' | 'emitterFor'>) => {
  const emitter = emitterFor(contract);

  const remindBatch = () =>
    store.transaction(async (transaction) => {
      const atMs = clock.nowMs();
      const due = await noteDue(transaction, { atMs, leadDays, limit: batch });
      for (const ending of due) {
        const cause = { conversationId: newId(), traceparent: newTraceparent() };
        const of = { orderingKey: ending.fingerprint256 ?? ending.clientId ?? newId(), cause, recipient: ending.eori };
        transaction.send(emitter.notify('CredentialEnding', contentOf(ending, atMs), of));
      }
      return due.length;
    });

  /** @returns of how many somebody was told */
  return async (): Promise<number> => {
    for (let all = 0; ; ) {
      const some = await remindBatch();
      all += some;
      if (some === 0) return all;
    }
  };
};
