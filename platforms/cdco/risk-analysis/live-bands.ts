/** The newest value bands: loaded before the first call, replaced as a whole when others are imported. */
import { sha256Hex } from '../../../shared-services/kit/call.ts';
import { startKeptCopy } from '../../../shared-services/kit/kept-copy.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Loop } from '../../../shared-services/kit/loop.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { type BandSet, noBands } from './domain/credibility/bands.ts';
import { seedBands, seedCurrency, seedSource } from './domain/credibility/seed-bands.ts';
import { newestVersion, readBandSet, writeBands } from './storage/value-bands.ts';

export interface LiveBands {
  current(): BandSet;
  ready(): Promise<void>;
  stop(): Promise<void>;
}

const seed = async (store: Store): Promise<void> => {
  if ((await newestVersion(store)) > 0) return;
  const contentSha256 = sha256Hex(JSON.stringify(seedBands));
  const seeds = { currency: seedCurrency, source: seedSource, contentSha256, bands: seedBands };
  // Of two processes that begin together the second finds what the first wrote.
  await store.transaction((transaction) => writeBands(transaction, seeds));
};

export const createLiveBands = (store: Store, log: Logger, lookEveryMs = 1000): LiveBands => {
  let bands = noBands;
  let copy: Loop | undefined;

  const load = async () => {
    bands = await readBandSet(store, await newestVersion(store));
    log.info({ version: bands.version, bands: bands.bands.size }, 'value bands loaded');
  };

  return {
    current: () => bands,
    ready: async () => {
      await seed(store);
      const currentRevision = async () => String(await newestVersion(store));
      copy = await startKeptCopy({ name: 'value bands', currentRevision, load, lookEveryMs, log });
    },
    stop: async () => copy?.stop(),
  };
};
