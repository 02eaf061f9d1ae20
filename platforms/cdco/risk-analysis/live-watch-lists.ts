/** The watch lists as they are now: loaded before the first call, replaced as a whole when one was imported. */
import { setImmediate as others } from 'node:timers/promises';
import { type Clock, toDay, toSecond } from '../../../shared-services/kit/clock.ts';
import { startKeptCopy } from '../../../shared-services/kit/kept-copy.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Loop } from '../../../shared-services/kit/loop.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { Hit } from './domain/hit.ts';
import { contentHashOf } from './domain/watch-lists/content-hash.ts';
import { watchListHits } from './domain/watch-lists/screen-declaration.ts';
import { buildScreener, type Screener } from './domain/watch-lists/screener.ts';
import type { WatchList } from './domain/watch-lists/watch-list.ts';
import { inSteps } from './in-steps.ts';
import { recordWatchListSet } from './storage/watch-list-sets.ts';
import { loadWatchLists, newestForImport, watchListRevision, writeWatchList } from './storage/watch-lists.ts';

export interface ScreenedDeclaration {
  readonly watchListHits: readonly Hit[];
  /** Names the versions that were asked. */
  readonly watchListSet: string;
}

export interface LiveWatchLists {
  /** Of the lists last loaded. */
  current(): Screener;
  /** Hits of a declaration. Others are attended to before it, so that a batch of declarations holds nobody up. */
  hitsOf(asked: { readonly declaration: unknown; readonly onDate: string }): Promise<ScreenedDeclaration>;
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export interface LiveWatchListsParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly seeds: readonly WatchList[];
  /** How often to look for imported lists. */
  readonly pollEveryMs?: number;
}

const seedWhenEmpty = (store: Store, seeds: readonly WatchList[], importedAt: string) =>
  store.transaction(async (transaction) => {
    if (seeds[0] === undefined) return;
    await newestForImport(transaction, seeds[0].listId);
    const [any] = await transaction.query('select from watch_list limit 1');
    if (any !== undefined) return;
    for (const list of seeds) {
      await writeWatchList(transaction, { ...list, contentHash: contentHashOf(list), importedBy: 'seed', importedAt });
    }
  });

export const createLiveWatchLists = (parts: LiveWatchListsParts): LiveWatchLists => {
  const { store, clock, log, seeds, pollEveryMs = 1000 } = parts;
  let screener: Screener | undefined;
  let setName = '';
  let copy: Loop | undefined;

  const current = () => {
    if (screener === undefined) throw new Error('the watch lists are not loaded yet');
    return screener;
  };
  const load = async () => {
    const lists = await loadWatchLists(store, toDay(clock.nowMs()));
    const built = await inSteps(buildScreener(lists));
    // Before it is used: an assessment names the set that made it.
    const name = await recordWatchListSet(store, lists);
    [screener, setName] = [built, name];
    log.info({ lists: lists.map(({ listId, version }) => `${listId}/${version}`) }, 'watch lists loaded');
  };

  return {
    current,
    hitsOf: async ({ declaration, onDate }) => {
      await others();
      const watchListSet = setName;
      return { watchListHits: await inSteps(watchListHits(declaration, onDate, current())), watchListSet };
    },
    ready: async () => {
      await seedWhenEmpty(store, seeds, toSecond(clock.nowMs()));
      const currentRevision = () => watchListRevision(store);
      copy = await startKeptCopy({ name: 'watch lists', currentRevision, load, lookEveryMs: pollEveryMs, log });
    },
    stop: async () => copy?.stop(),
  };
};
