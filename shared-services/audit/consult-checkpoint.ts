/** A checkpoint, and how the log stands: what waits, what witnesses say. */
import type { Store } from '../kit/store/store.ts';
import type { CheckpointSigner } from './sealing/signing.ts';
import { checkpointAt } from './tree/checkpoints.ts';
import { witnessesOf } from './witnesses/state.ts';

const countedTo = 10_000;

interface Waiting {
  readonly records: number;
  readonly oldest: Date | null;
}

const waitingIn = async (store: Store): Promise<Waiting> => {
  const [row] = await store.query<Waiting>(
    `select count(*)::int as records, min(recorded_at) as oldest from (select recorded_at from record
       where (transaction_id, sequence) > (
         coalesce((select last_transaction_id from batch order by batch.tree_size desc limit 1), '0'::xid8),
         coalesce((select last_sequence from batch order by batch.tree_size desc limit 1), 0))
       order by transaction_id, sequence limit ${countedTo}) as waiting`,
  );
  return row!;
};

export const consultCheckpoint =
  (store: Store, signer: CheckpointSigner | undefined) =>
  async ({ treeSize }: { readonly treeSize?: number }) => {
    const checkpoint = await checkpointAt(store, treeSize);
    const waiting = await waitingIn(store);
    const witness = await witnessesOf(store);
    return {
      checkpoint,
      origin: signer?.origin ?? checkpoint.note.split('\n')[0]!,
      key: [...(signer?.keys() ?? [])],
      waitingRecords: waiting.records,
      ...(waiting.oldest === null ? {} : { oldestWaitingAtMs: waiting.oldest.getTime() }),
      ...(witness.length === 0 ? {} : { witness }),
    };
  };
