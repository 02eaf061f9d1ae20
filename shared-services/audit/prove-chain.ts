import type { Store } from '../kit/store/store.ts';
import { proveChain as prove } from './chain.ts';

/** Recomputes the whole chain; where it does not hold, names the first block that does not. */
export const proveChain = (store: Store) => async () => {
  const { blocks, records, broken } = await prove(store);
  const fault = broken === undefined ? {} : { firstBrokenBlock: broken.position, reason: broken.reason };
  return { blocks, records, holds: broken === undefined, ...fault };
};
