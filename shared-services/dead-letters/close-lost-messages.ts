import type { OperationCall } from '../kit/host/module.ts';
import type { Store } from '../kit/store/store.ts';
import { record, replyOf } from './changed.ts';
import { close } from './outboxes/change.ts';

interface Wish {
  readonly lostMessageId: readonly string[];
  readonly reason: string;
}

/** Closes them with a reason: they are listed among those that are closed, and nobody gets them. */
export const closeLostMessages =
  (store: Store) =>
  ({ lostMessageId, reason }: Wish, call: OperationCall) =>
    store.transaction(async (transaction) => {
      const changed = await close(transaction, lostMessageId, call.caller.subject, reason);
      record(transaction, call, changed);
      return replyOf(lostMessageId, changed);
    });
