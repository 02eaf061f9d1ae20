/** Keeps the sealed columns of a component sealed with its newest key, and says how far it is. */
import type { Gauges } from '../gauges.ts';
import type { Logger } from '../logging.ts';
import { type Loop, startLoop } from '../loop.ts';
import type { Store } from '../store/store.ts';
import type { SealingKey } from './key.ts';
import { countLeft, resealAll } from './reseal.ts';
import { openKeyRing } from './ring.ts';
import { type SealedStore, sealedStore } from './store.ts';
import type { SealedPlace } from './values.ts';

export interface SealingParts {
  readonly store: Store;
  readonly places: readonly SealedPlace[];
  /** Absent: nothing is sealed. For tests and tools that have nothing to hide. */
  readonly key: SealingKey | undefined;
  readonly log: Logger;
  readonly gauge: Gauges;
}

export interface Sealing {
  readonly store: SealedStore;
  /** Fails where the data keys were wrapped with another key. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

const lookEveryMs = 60_000;

export interface SealingState {
  readonly left: number;
  readonly generation: number;
  readonly madeAtSeconds: number;
}

export const measureSealing = (gauge: Gauges, read: () => SealingState): void => {
  gauge('portorium_sealing_values_left', 'Values not sealed with the newest data key', () => read().left);
  gauge('portorium_sealing_generation', 'Generation of the data key that is sealed with', () => read().generation);
  const madeAt = 'When that data key was drawn';
  gauge('portorium_sealing_key_made_timestamp_seconds', madeAt, () => read().madeAtSeconds);
};

export const createSealing = ({ store, places, key, log, gauge }: SealingParts): Sealing => {
  if (key === undefined)
    return { store: sealedStore(store, places), ready: async () => undefined, stop: async () => undefined };
  const ring = openKeyRing(store, key);
  const parts = { store, places, ring, log };
  const state = { left: 0, generation: 0, madeAtSeconds: 0 };
  let loop: Loop | undefined;

  const look = async () => {
    const { generation, madeAtMs } = await ring.current();
    state.left = await countLeft(parts);
    Object.assign(state, { generation, madeAtSeconds: Math.floor(madeAtMs / 1000) });
  };
  const round = async () => {
    await look();
    if (state.left === 0) return;
    await resealAll(parts);
    await look();
  };
  let first: Promise<void> = Promise.resolve();
  return {
    store: sealedStore(store, places, ring),
    ready: async () => {
      await look();
      measureSealing(gauge, () => state);
      // Beside the start: what is not sealed yet can be read all the same.
      first = round().catch((error: unknown) => log.error({ err: error }, 'values could not be sealed; tried again'));
      loop = startLoop({ name: 'sealing', intervalMs: lookEveryMs, work: round, log });
    },
    stop: async () => {
      await first;
      await loop?.stop();
    },
  };
};
