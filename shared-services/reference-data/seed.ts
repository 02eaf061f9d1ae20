/** Puts the shipped lists into the database at start, where nobody has put anything better. */
import type pg from 'pg';
import { sha256Hex } from '../kit/call.ts';
import type { ShippedList } from './shipped/shipped-list.ts';
import { shippedLists, shippedVersion } from './shipped/shipped-lists.ts';
import { type CodeListImport, importCodeList, loadListFacts } from './store.ts';

type Stored = Awaited<ReturnType<typeof loadListFacts>>[number];

// Of everything that the list says, so that a changed title or form counts as a change too.
const sha256OfList = (list: ShippedList): string => sha256Hex(JSON.stringify(list));

const asImport = (list: ShippedList): CodeListImport => ({
  list: list.name,
  title: list.title,
  source: list.source,
  codes: list.codes,
  validFrom: list.validFrom,
  mode: 'full',
  by: 'start',
  origin: 'shipped',
  version: shippedVersion,
  sha256: sha256OfList(list),
  hierarchical: list.hierarchical ?? false,
  unlistedPattern: list.unlistedPattern ?? null,
});

const saysMore = (list: ShippedList, stored: Stored | undefined): boolean => {
  if (stored === undefined) return true;
  if (stored.origin === 'operator' || stored.version > shippedVersion) return false;
  return stored.version < shippedVersion || stored.sha256 !== sha256OfList(list);
};

/**
 * Imports the shipped lists that are absent, older or different from those of this release; a list that an operator has
 * imported is left alone, and an older release never undoes a newer one. Returns the names of the lists imported.
 */
export const seedReferenceData = async (
  pool: pg.Pool,
  lists: readonly ShippedList[] = shippedLists(),
): Promise<string[]> => {
  const stored = new Map((await loadListFacts(pool)).map((facts) => [facts.name, facts]));
  const due = lists.filter((list) => saysMore(list, stored.get(list.name)));
  for (const list of due) await importCodeList(pool, asImport(list));
  return due.map(({ name }) => name);
};
