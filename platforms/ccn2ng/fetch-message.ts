import type { OperationCall } from '../../shared-services/kit/host/module.ts';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import { type Render, wholeOf } from './exchange/offer.ts';
import { readMessage } from './exchange/queue.ts';

export const messageUnknown = (messageId: string) =>
  new Refusal({
    code: 'EXCHANGE_MESSAGE_UNKNOWN',
    status: 'notFound',
    title: `There is no message ${messageId} for this Member State.`,
  });

/** One message of the calling Member State, waiting or acknowledged. */
export const fetchMessage =
  (store: Store, render: Render) =>
  async ({ messageId }: { readonly messageId: string }, { caller }: OperationCall) => {
    const row = await readMessage(store, caller.party, messageId);
    if (row === undefined) throw messageUnknown(messageId);
    return wholeOf(row, render);
  };
