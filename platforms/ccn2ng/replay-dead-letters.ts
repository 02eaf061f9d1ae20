import type { OperationCall } from '../../shared-services/kit/host/module.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import { record, replyOf } from './administration/changed.ts';
import { revive } from './administration/letters.ts';
import type { Bell } from './exchange/bell.ts';

/** Offers them again; those that are no open dead letters are left as they are, so that saying it twice does no harm. */
export const replayDeadLetters =
  (store: Store, bell: Bell) =>
  async ({ messageId }: { readonly messageId: readonly string[] }, call: OperationCall) => {
    const revived = await store.transaction(async (transaction) => {
      const letters = await revive(transaction, messageId);
      record(transaction, call, letters);
      return letters;
    });
    for (const memberState of new Set(revived.map((one) => one.member_state))) bell.ring(memberState);
    return replyOf(messageId, revived);
  };
