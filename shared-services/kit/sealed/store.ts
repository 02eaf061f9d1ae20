/** A component's store with sealed columns: whoever reads and writes through it sees what they hold. */
import type { Store, Transaction } from '../store/store.ts';
import { sealedPrefix } from './envelope.ts';
import type { DataKey, KeyRing } from './ring.ts';
import { openCell, placesOf, replaceEach, type SealedPlace, sealEach, wantsSealing } from './values.ts';

export interface SealedStore extends Store {
  /** For a process of ours that works on the same rows; none where nothing is sealed. */
  dataKeys(): Promise<readonly DataKey[]>;
}

type Query = Store['query'];
type Row = Record<string, unknown>;

/**
 * @param places where values are sealed; by the name of a column, what comes from it is opened
 * @param ring  absent: nothing is sealed, and what is sealed cannot be read
 */
export const sealedStore = (store: Store, places: readonly SealedPlace[], ring?: KeyRing): SealedStore => {
  const { component } = store;
  const byName = placesOf(places);
  const columns = [...new Set(places.map(({ column }) => column))];
  const isSealed = (value: unknown): value is string => typeof value === 'string' && value.startsWith(sealedPrefix);

  const sealIn = async (values: readonly unknown[] | undefined) => {
    if (values === undefined || !wantsSealing(values)) return values;
    return ring === undefined ? replaceEach(values, undefined) : sealEach(component, ring, values);
  };
  const openIn = async (row: Row) => {
    for (const column of columns) {
      const value = row[column];
      if (!isSealed(value)) continue;
      if (ring === undefined) throw new Error(`${component} was given no key to open what is sealed in ${column}`);
      row[column] = await openCell(component, ring, byName, row, value);
    }
  };
  const over = (query: Query): Query =>
    (async (text: string, values?: readonly unknown[]) => {
      const rows = await query<Row>(text, await sealIn(values));
      if (rows.some((row) => columns.some((column) => isSealed(row[column]))))
        for (const row of rows) await openIn(row);
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
