/** Components with outbox and audit chain in a fresh database: what tests of stores and applications stand on. */
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { silentLogger } from '../logging.ts';
import { type Component, prepareComponents } from '../postgres/components.ts';
import { openPool } from '../postgres/pool.ts';
import { testDatabase, testRoleSecret } from '../postgres/test-support.ts';

const audit: Component = {
  name: 'audit',
  outbox: true,
  migrationsDirectory: fileURLToPath(new URL('../../audit/storage/migrations', import.meta.url)),
};

export interface TestComponents {
  readonly adminUrl: string;
  /** With the component's own role. */
  readonly poolOf: (component: string) => pg.Pool;
  readonly connectionStringOf: (component: string) => string;
  /** As superuser, whatever the component: to look, and to tamper. */
  readonly admin: <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
  drop(): Promise<void>;
}

/** The audit component is always there. */
export const testComponents = async (components: readonly Component[]): Promise<TestComponents> => {
  const database = await testDatabase();
  const log = silentLogger();
  const prepared = await prepareComponents({
    adminUrl: database.adminUrl,
    roleSecret: testRoleSecret,
    components: [audit, ...components],
    log,
  });
  const connectionStringOf = (component: string) => prepared.get(component)!.connectionString;
  const pools = new Map<string, pg.Pool>();
  const poolOf = (component: string) => {
    const known = pools.get(component);
    if (known !== undefined) return known;
    const settings = { maxConnections: 8, applicationName: component, statementTimeoutMs: 20_000, log };
    const pool = openPool(connectionStringOf(component), settings);
    pools.set(component, pool);
    return pool;
  };
  const adminPool = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
  return {
    adminUrl: database.adminUrl,
    poolOf,
    connectionStringOf,
    admin: async (text, values) => (await adminPool.query(text, values as unknown[])).rows,
    drop: async () => {
      await Promise.all([adminPool.end(), ...[...pools.values()].map((pool) => pool.end())]);
      await database.drop();
    },
  };
};
