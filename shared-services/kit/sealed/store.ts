/** A component's store with sealed columns: whoever reads and writes through it sees what they hold. */
import type { Store, Transaction } from '../store/store.ts';
import { sealedPrefix } from './envelope.ts';
import { type Marks, noMarks } from './marks.ts';
import type { DataKey, KeyRing } from './ring.ts';
import { placeFinder } from './tables.ts';
import { nameOfPlace, openCell, replaceEach, rowNamed, type SealedPlace, sealEach, wantsSealing } from './values.ts';

export interface SealedStore extends Store {
  /** For a process of ours that works on the same rows; none where nothing is sealed. */
  dataKeys(): Promise<readonly DataKey[]>;
}

type Query = Store['query'];
type Row = Record<string, unknown>;

const isSealed = (value: unknown): boolean => typeof value === 'string' && value.startsWith(sealedPrefix);

/** A list that leaves the column out says '' in its place. */
const holdsText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/**
 * @param places where values are sealed; what comes from such a column is opened, by the table that it came from
 * @param ring  absent: nothing is sealed, and what is sealed cannot be read
 * @param marks  where a plain value is not believed any more
 */
export const sealedStore = (
  store: Store,
  places: readonly SealedPlace[],
  ring?: KeyRing,
  marks: Marks = noMarks,
): SealedStore => {
  const { component } = store;
  const columns = [...new Set(places.map(({ column }) => column))];
  const finder = placeFinder(store, places);

  const sealIn = async (values: readonly unknown[] | undefined) => {
    if (values === undefined || !wantsSealing(values)) return values;
    return ring === undefined ? replaceEach(values, undefined) : sealEach(component, ring, values);
  };
  const openOne = async (ring: KeyRing, place: SealedPlace, row: Row, text: string) => {
    if (!isSealed(text) && marks.has(nameOfPlace(place)))
      throw new Error(`${rowNamed(row, place)} is not sealed, though all of it was: it is not believed`);
    row[place.column] = await openCell(component, ring, place, row, text);
  };
  const openColumn = async (rows: readonly Row[], column: string) => {
    if (ring === undefined) {
      if (!rows.some((row) => isSealed(row[column]))) return;
      throw new Error(`${component} was given no key to open what is sealed in ${column}`);
    }
    const place = await finder.placeOf(rows, column);
    for (const row of rows) {
      const value = row[column];
      if (typeof value !== 'string') continue;
      if (place !== undefined) await openOne(ring, place, row, value);
      else if (isSealed(value))
        throw new Error(`what is sealed stands in a ${column} where ${component} seals nothing`);
    }
  };
  const over = (query: Query): Query =>
    (async (text: string, values?: readonly unknown[]) => {
      const rows = await query<Row>(text, await sealIn(values));
      for (const column of columns) if (rows.some((row) => holdsText(row[column]))) await openColumn(rows, column);
      return rows;
    }) as Query;

  const within = (transaction: Transaction): Transaction => ({
    ...transaction,
    query: over(transaction.query),
    execute: (text, values) => {
      if (wantsSealing(values)) throw new Error('what is to be sealed is written by query, not by execute');
      transaction.execute(text, values);
    },
  });

  return {
    ...store,
    query: over(store.query),
    transaction: (work) => store.transaction((transaction) => work(within(transaction))),
    groupCommit: (write, limits) =>
      store.groupCommit((transaction, items) => write(within(transaction), items), limits),
    dataKeys: async () => (await ring?.all()) ?? [],
  };
};
