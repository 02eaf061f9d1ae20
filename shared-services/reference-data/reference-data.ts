/** Reference data as a process uses it: one object that always answers from the newest import. */
import type pg from 'pg';
import type { Snapshot } from './code-list.ts';
import { type CodeLists, createCodeLists } from './lookup.ts';
import { loadSnapshot } from './store.ts';
import { type Log, watchCodeLists } from './watch.ts';

export interface ReferenceDataParts {
  readonly pool: pg.Pool;
  readonly log: Log;
  readonly pollEveryMs?: number;
}

export interface ReferenceData {
  /** Stays the same object; what it answers changes when an import has been loaded. */
  readonly codeLists: CodeLists;
  stop(): Promise<void>;
}

/** Passes every question to the lists of the moment. */
const delegating = (current: () => CodeLists): CodeLists => ({
  has: (list, code, onDate) => current().has(list, code, onDate),
  describe: (list, code, onDate) => current().describe(list, code, onDate),
  attributes: (list, code, onDate) => current().attributes(list, code, onDate),
  find: (list, code, onDate) => current().find(list, code, onDate),
  codes: (list, onDate) => current().codes(list, onDate),
  knows: (list) => current().knows(list),
  assertKnows: (lists) => current().assertKnows(lists),
  facts: (list) => current().facts(list),
  lists: () => current().lists(),
  isMemberState: (country, onDate) => current().isMemberState(country, onDate),
  countryOfOffice: (office) => current().countryOfOffice(office),
});

const sizeOf = ({ revision, lists }: Snapshot) => ({
  revision,
  lists: lists.length,
  codes: lists.reduce((total, list) => total + list.codes.length, 0),
});

/** Loads all lists, and keeps them loaded. The new lists are complete before they take the place of the old ones. */
export const createReferenceData = async (parts: ReferenceDataParts): Promise<ReferenceData> => {
  let snapshot = await loadSnapshot(parts.pool);
  let lists = createCodeLists(snapshot);
  parts.log.info(sizeOf(snapshot), 'reference data loaded');
  const reload = async () => {
    const next = await loadSnapshot(parts.pool);
    lists = createCodeLists(next);
    snapshot = next;
    parts.log.info(sizeOf(next), 'reference data renewed');
  };
  const watch = await watchCodeLists({ ...parts, knownRevision: () => snapshot.revision, reload });
  return { codeLists: delegating(() => lists), stop: () => watch.stop() };
};
