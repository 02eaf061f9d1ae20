import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { factsOf, type WatchListRow, watchListColumns } from './storage/watch-lists.ts';

const summaryOf = (row: WatchListRow) => ({
  ...factsOf(row),
  entryCount: row.entry_count,
  importedAt: toSecond(row.imported_at.getTime()),
});

/** The newest version of each list. */
export const listWatchLists = (store: Store) => async () => {
  const rows = await store.query<WatchListRow>(
    `select distinct on (id) ${watchListColumns} from watch_list order by id, version desc`,
  );
  return rows.length === 0 ? {} : { watchLists: rows.map(summaryOf) };
};
