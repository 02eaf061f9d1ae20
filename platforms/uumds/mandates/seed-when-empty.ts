/** Puts the demonstration's mandates into tables in which there is none yet; a mandate that was revoked stays so. */
import { newId } from '../../../shared-services/kit/call.ts';
import type { Store, Transaction } from '../../../shared-services/kit/store/store.ts';
import { newTraceparent } from '../../../shared-services/kit/trace.ts';
import { contract } from './contract.ts';
import type { Mandate } from './domain/mandate.ts';
import { seedPerson, seedReason } from './domain/seed-mandates.ts';
import { insertMandate, noteChange } from './storage/changes.ts';
import { isEmpty } from './storage/mandates.ts';

const put = async (transaction: Transaction, mandate: Mandate): Promise<void> => {
  const { mandateId, mandator, mandatary, proposedAtMs: atMs } = mandate;
  if (!(await insertMandate(transaction, mandate, '{}'))) return;
  const conversationId = newId();
  const common = { atMs, person: seedPerson, reason: seedReason, conversationId };
  noteChange(transaction, mandateId, { ...common, change: 'proposed', by: mandator });
  noteChange(transaction, mandateId, { ...common, change: 'accepted', by: mandatary });
  transaction.audit({
    ...{
      event: 'mandates.mandate.seed',
      outcome: 'accepted',
      reference: mandateId,
      conversationId,
      messageId: mandateId,
    },
    ...{
      traceparent: newTraceparent(),
      circle: 'central',
      party: contract.name,
      subject: seedPerson,
      protocol: 'internal',
    },
  });
};

export const seedWhenEmpty = (store: Store, mandates: readonly Mandate[]): Promise<void> =>
  store.transaction(async (transaction) => {
    if (!(await isEmpty(transaction))) return;
    for (const mandate of mandates) await put(transaction, mandate);
  });
