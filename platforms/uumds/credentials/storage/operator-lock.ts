import type { Transaction } from '../../../../shared-services/kit/store/store.ts';

/** Registrations of one operator one after the other: limits hold, and a message that came twice at once is one. */
export const lockOperator = async (transaction: Transaction, eori: string): Promise<void> => {
  await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`credentials of ${eori}`]);
};
