/** That a record is in the log (RFC 6962, 2.1.1): everything that somebody needs who trusts the published key alone. */
import { Refusal } from '../kit/refusal.ts';
import type { Store } from '../kit/store/store.ts';
import { leafHash } from './domain/merkle.ts';
import { inclusionRanges } from './domain/ranges.ts';
import type { CheckpointSigner } from './sealing/signing.ts';
import { checkpointAt } from './tree/checkpoints.ts';
import { findLeaf } from './tree/find-leaf.ts';
import { proofOf } from './tree/subtrees.ts';

interface Asked {
  readonly position: string;
  readonly treeSize?: number;
}

const notInIt = () =>
  new Refusal({
    code: 'AUDIT_SIZE_UNKNOWN',
    status: 'notFound',
    title: 'The checkpoint is older than the record.',
  });

/** The leaf is the row as it is now: where somebody changed it, the proof does not hold, and shows it. */
export const proveInclusion =
  (store: Store, signer: CheckpointSigner | undefined) =>
  async ({ position, treeSize }: Asked) => {
    const { index, text } = await findLeaf(store, position);
    const checkpoint = await checkpointAt(store, treeSize);
    if (index >= checkpoint.treeSize) throw notInIt();
    const path = await proofOf(store, inclusionRanges(index, checkpoint.treeSize));
    return {
      leafIndex: index,
      leaf: text,
      leafHash: leafHash(text).toString('base64'),
      ...(path.length === 0 ? {} : { path }),
      checkpoint,
      key: [...(signer?.keys() ?? [])],
    };
  };
