/** Which sealed place a column of an answer is: by the table of which the server says that it came from. */

import { tableOf } from '../store/sources.ts';
import type { Store } from '../store/store.ts';
import type { SealedPlace } from './values.ts';

export interface PlaceFinder {
  /** Undefined: the column came from a table in which it is not sealed. @throws {Error} it was computed */
  placeOf(rows: object, column: string): Promise<SealedPlace | undefined>;
}

const text = `select oid::int8::float8 as oid, relname as table from pg_class
  where relnamespace = current_schema()::regnamespace and relname = any($1)`;

export const placeFinder = (store: Pick<Store, 'component' | 'query'>, places: readonly SealedPlace[]): PlaceFinder => {
  let names: Promise<ReadonlyMap<number, string>> | undefined;
  const read = async (): Promise<ReadonlyMap<number, string>> => {
    const tables = [...new Set(places.map(({ table }) => table))];
    const rows = await store.query<{ oid: number; table: string }>(text, [tables]);
    return new Map(rows.map(({ oid, table }) => [oid, table]));
  };
  const known = () => {
    names ??= read().catch((error: unknown) => {
      names = undefined;
      throw error;
    });
    return names;
  };
  return {
    placeOf: async (rows, column) => {
      const oid = tableOf(rows, column);
      if (oid === undefined || oid === 0)
        throw new Error(`${store.component} reads ${column} in a way that does not say from which table it comes`);
      const table = (await known()).get(oid);
      return places.find((one) => one.table === table && one.column === column);
    },
  };
};
