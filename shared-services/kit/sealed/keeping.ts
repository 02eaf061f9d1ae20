/** Keeps the sealed columns of a component sealed with its newest key, and says how far it is. */
import type { Gauges } from '../gauges.ts';
import type { Logger } from '../logging.ts';
import { type Loop, startLoop } from '../loop.ts';
import type { Store } from '../store/store.ts';
import type { SealingKey } from './key.ts';
import { openMarks } from './marks.ts';
import { countPlaces, resealAll } from './reseal.ts';
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
  /** Plain values where all was sealed: written by somebody else than the component. */
  readonly foreign: number;
}

export const measureSealing = (gauge: Gauges, read: () => SealingState): void => {
  gauge('portorium_sealing_values_left', 'Values not sealed with the newest data key', () => read().left);
  gauge('portorium_sealing_generation', 'Generation of the data key that is sealed with', () => read().generation);
  gauge(
    'portorium_sealing_foreign_values',
    'Plain values where all was sealed; they are not believed',
    () => read().foreign,
  );
  const madeAt = 'When that data key was drawn';
  gauge('portorium_sealing_key_made_timestamp_seconds', madeAt, () => read().madeAtSeconds);
};

export const createSealing = ({ store, places, key, log, gauge }: SealingParts): Sealing => {
  if (key === undefined)
    return { store: sealedStore(store, places), ready: async () => undefined, stop: async () => undefined };
  const ring = openKeyRing(store, key);
  const marks = openMarks(store);
  const parts = { store, places, ring, log, marks };
  const state = { left: 0, generation: 0, madeAtSeconds: 0, foreign: 0 };
  let loop: Loop | undefined;

  /** Marks where nothing plain is left, and tells of what is plain where nothing was. */
  const look = async () => {
    const { generation, madeAtMs } = await ring.current();
    await marks.read();
    const counts = await countPlaces(parts);
    const foreign = counts.filter(({ place, plain }) => plain > 0 && marks.has(place));
    for (const { place, plain } of foreign)
      log.error(
        { place, values: plain },
        'values are plain where all was sealed: somebody else wrote them; not believed',
      );
    await marks.add(counts.filter(({ place, plain }) => plain === 0 && !marks.has(place)).map(({ place }) => place));
    const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
    state.left = sum(counts.map(({ left }) => left));
    state.foreign = sum(foreign.map(({ plain }) => plain));
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
    store: sealedStore(store, places, ring, marks),
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
