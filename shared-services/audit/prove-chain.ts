import type { Store } from '../kit/store/store.ts';
import type { CheckpointSigner } from './sealing/signing.ts';
import { proveTree } from './tree/prove.ts';

/** Recomputes the whole log; where it does not hold, names the first record that does not. */
export const proveChain = (store: Store, signer: CheckpointSigner | undefined) => async () => {
  const { records, checkpoints, bad } = await proveTree(store, signer?.keys() ?? []);
  const fault =
    bad === undefined
      ? {}
      : {
          firstBadLeaf: bad.leaf,
          ...(bad.position === undefined ? {} : { firstBadPosition: bad.position }),
          reason: bad.reason,
        };
  return { records, checkpoints, holds: bad === undefined, ...fault };
};
