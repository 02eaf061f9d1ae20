/**
 * What the component knows to be sealed without exception: once nothing plain was left in a place, a plain value there was put in
 * by hand, and is not believed. Told by the table `sealed_place`, which the component can add to and not take from. A database that was
 * restored from before has not the row, and its values are sealed as in an upgrade.
 */
import type { Store } from '../store/store.ts';

export interface Marks {
  has(place: string): boolean;
  read(): Promise<void>;
  add(places: readonly string[]): Promise<void>;
}

export const openMarks = (store: Pick<Store, 'query'>): Marks => {
  // What was seen once counts as long as the process runs, whatever becomes of the row.
  const known = new Set<string>();
  const read = async () => {
    for (const { place } of await store.query<{ place: string }>('select place from sealed_place')) known.add(place);
  };
  return {
    has: (place) => known.has(place),
    read,
    add: async (places) => {
      if (places.length === 0) return;
      await store.query('insert into sealed_place (place) select unnest($1::text[]) on conflict do nothing', [places]);
      await read();
    },
  };
};

/** Nothing is refused: for tests and tools that read what was never sealed. */
export const noMarks: Marks = { has: () => false, read: async () => undefined, add: async () => undefined };
