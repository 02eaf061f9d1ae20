import type { OperationCall } from '../../shared-services/kit/host/module.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import { record, replyOf } from './administration/changed.ts';
import { close } from './administration/letters.ts';

interface Wish {
  readonly messageId: readonly string[];
  readonly reason: string;
}

/** Closes them with a reason: they are listed among those that were discarded, and nobody gets them. */
export const discardDeadLetters =
  (store: Store) =>
  async ({ messageId, reason }: Wish, call: OperationCall) => {
    const closed = await store.transaction(async (transaction) => {
      const letters = await close(transaction, messageId, call.caller.subject, reason);
      record(transaction, call, letters);
      return letters;
    });
    return replyOf(messageId, closed);
  };
