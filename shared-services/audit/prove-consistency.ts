/** That a later tree has everything of an earlier one (RFC 6962, 2.1.2), as anybody can verify it. */
import type { Store } from '../kit/store/store.ts';
import { consistencyRanges } from './domain/ranges.ts';
import type { CheckpointSigner } from './sealing/signing.ts';
import { checkpointAt } from './tree/checkpoints.ts';
import { proofOf } from './tree/subtrees.ts';

interface Asked {
  readonly fromSize: number;
  readonly toSize?: number;
}

export const proveConsistency =
  (store: Store, signer: CheckpointSigner | undefined) =>
  async ({ fromSize, toSize }: Asked) => {
    const one = await checkpointAt(store, fromSize);
    const other = await checkpointAt(store, toSize);
    const [from, to] = one.treeSize <= other.treeSize ? [one, other] : [other, one];
    const path = await proofOf(store, consistencyRanges(from.treeSize, to.treeSize));
    return { ...(path.length === 0 ? {} : { path }), from, to, key: [...(signer?.keys() ?? [])] };
  };
