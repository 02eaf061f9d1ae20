import { retentionPeriods } from '../../reference-architecture/contract/retention.ts';
import type { Store } from '../kit/store/store.ts';
import type { ArchivePlace } from './place.ts';
import { readFigures } from './storage/figures.ts';
import { listSources, type SourceRow } from './storage/sources.ts';

const dayMs = 24 * 60 * 60 * 1000;

const sourceView = ({ application, waiting, failing, heard_at: heardAt, fault }: SourceRow) => ({
  application,
  waiting,
  failing,
  ...(heardAt === null ? {} : { heardAtMs: heardAt.getTime() }),
  ...(fault === null ? {} : { fault }),
});

export const consultArchive = (store: Store, place: ArchivePlace | undefined) => async () => {
  const row = await readFigures(store);
  const source = (await listSources(store)).map(sourceView);
  return {
    place: place?.store.place ?? 'none',
    quietDays: Math.floor((place?.quietMs ?? 0) / dayMs),
    packages: row.packages,
    bytes: Number(row.bytes),
    held: row.held,
    due: row.due,
    damaged: row.damaged,
    proposedDisposals: row.proposed,
    disposed: row.disposed,
    unfinished: row.unfinished,
    ...(row.last_archived_at === null ? {} : { lastArchivedAtMs: row.last_archived_at.getTime() }),
    ...(row.oldest_check_at === null ? {} : { oldestCheckAtMs: row.oldest_check_at.getTime() }),
    ...(source.length === 0 ? {} : { source }),
    retentionClass: retentionPeriods.map((period) => ({ ...period })),
  };
};
