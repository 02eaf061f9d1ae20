/** A pool for each component, each with the component's own role. */
import type pg from 'pg';
import type { Logger } from '../../shared-services/kit/logging.ts';
import { changeConnection } from '../../shared-services/kit/postgres/connection-string.ts';
import { openPool } from '../../shared-services/kit/postgres/pool.ts';
import type { CodeLists } from '../../shared-services/reference-data/lookup.ts';
import { createReferenceData } from '../../shared-services/reference-data/reference-data.ts';
import type { Stops } from './ending.ts';

const statementTimeoutMs = 30_000;
/** Dispatchers hold a connection each while they deliver; handlers need more than those. */
const connectionsPerComponent = 10;

export interface Databases {
  readonly poolOf: (component: string) => pg.Pool;
  /** Of the first component: for what any component may ask. */
  readonly anyPool: () => pg.Pool;
  /** Whether the server answers. */
  readonly answers: () => Promise<boolean>;
  /** The code lists, kept loaded. */
  readonly loadCodeLists: () => Promise<CodeLists>;
}

export const openDatabases = (connectionStrings: ReadonlyMap<string, string>, stops: Stops, log: Logger): Databases => {
  const pools = new Map<string, pg.Pool>();
  const [first] = connectionStrings.keys();
  if (first === undefined) throw new Error('the platform has no component with a database');

  const open = (connectionString: string, applicationName: string, maxConnections: number): pg.Pool => {
    const pool = openPool(connectionString, { maxConnections, applicationName, statementTimeoutMs, log });
    stops.add(() => pool.end());
    return pool;
  };

  const poolOf = (component: string): pg.Pool => {
    const known = pools.get(component);
    if (known !== undefined) return known;
    const connectionString = connectionStrings.get(component);
    if (connectionString === undefined) throw new Error(`no database is known for the component ${component}`);
    const pool = open(connectionString, component, connectionsPerComponent);
    pools.set(component, pool);
    return pool;
  };

  return {
    poolOf,
    anyPool: () => poolOf(first),
    answers: async () => (await poolOf(first).query('select 1')).rowCount === 1,
    loadCodeLists: async () => {
      // Read with the rights of one of our own components: only the component itself may change the lists.
      const reader = changeConnection(connectionStrings.get(first)!, {
        options: '-c search_path=portorium_reference_data',
      });
      const referenceData = await createReferenceData({ pool: open(reader, 'reference-data reader', 2), log });
      stops.add(() => referenceData.stop());
      return referenceData.codeLists;
    },
  };
};
