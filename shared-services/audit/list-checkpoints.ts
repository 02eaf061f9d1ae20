/** Signed checkpoints, newest first. */
import type { Store } from '../kit/store/store.ts';
import { checkpointsBefore } from './tree/checkpoints.ts';

interface Asked {
  readonly before?: number;
  readonly limit?: number;
}

export const listCheckpoints =
  (store: Store) =>
  async ({ before, limit = 50 }: Asked) => {
    const found = await checkpointsBefore(store, before, limit + 1);
    const checkpoint = found.slice(0, limit);
    const [count] = await store.query<{ total: string }>('select count(*) as total from checkpoint');
    return {
      ...(checkpoint.length === 0 ? {} : { checkpoint }),
      ...(found.length > limit ? { next: checkpoint.at(-1)!.treeSize } : {}),
      total: Number(count?.total ?? 0),
    };
  };
