/** Deletes what has been kept for as long as the rules of retention say. Every process does; a row is deleted once. */
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import { type Loop, startLoop } from '../../../shared-services/kit/loop.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { deleteOlder, type Kept, readRetention } from './storage/retention.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

interface SweepParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
}

const sweepOne = async ({ store, clock, log }: SweepParts, kept: Kept, daysKept: number): Promise<void> => {
  const beforeMs = clock.nowMs() - daysKept * dayMs;
  let total = 0;
  for (let isAll = false; !isAll; ) {
    const done = await deleteOlder(store, kept, beforeMs);
    total += done.deleted;
    isAll = done.isAll;
  }
  if (total > 0) log.info({ kept, daysKept, deleted: total }, 'what was kept long enough is deleted');
};

/** @throws whatever the database does; what was deleted until then is */
export const sweepOnce = async (parts: SweepParts): Promise<void> => {
  const { declarationBlocks, finds } = await readRetention(parts.store);
  await sweepOne(parts, 'declarationBlocks', declarationBlocks);
  await sweepOne(parts, 'finds', finds);
};

export const createSweep = (parts: SweepParts) => {
  let loop: Loop | undefined;
  return {
    start: () => {
      loop = startLoop({ name: 'retention', intervalMs: hourMs, work: () => sweepOnce(parts), log: parts.log });
    },
    stop: async () => loop?.stop(),
  };
};
