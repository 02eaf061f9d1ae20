/** The entries of a list as they are imported, all faults at once. The format is described in watch-lists.md. */
import { readEntry } from './import-entry.ts';
import type { ImportFault, ImportRow, ImportRows } from './import-rows.ts';
import type { WatchListEntry } from './watch-list.ts';

export interface ReadList {
  readonly entries: readonly WatchListEntry[];
  readonly faults: readonly ImportFault[];
}

export const mostEntries = 100_000;
/** More faults than these are not told: the rest will be told the next time. */
export const mostFaults = 1000;

const repeated = (rows: readonly ImportRow[]): readonly ImportFault[] => {
  const seen = new Set<unknown>();
  return rows.flatMap(({ path, cells: { entryId } }) => {
    if (entryId !== undefined && seen.has(entryId)) {
      return [{ path: [...path, 'entryId'], message: 'another entry has the same id' }];
    }
    seen.add(entryId);
    return [];
  });
};

const miscounted = ({ rows, faults }: ImportRows): readonly ImportFault[] => {
  if (rows.length > mostEntries) return [{ path: [], message: `more than ${mostEntries} entries` }];
  return rows.length === 0 && faults.length === 0 ? [{ path: [], message: 'there is no entry' }] : [];
};

export const readList = (given: ImportRows): ReadList => {
  const read = given.rows.map(readEntry);
  const faults = [...given.faults, ...miscounted(given), ...read.flatMap((one) => one.faults), ...repeated(given.rows)];
  return {
    entries: read.flatMap(({ entry }) => (entry === undefined ? [] : [entry])),
    faults: faults.slice(0, mostFaults),
  };
};
