/**
 * What every component needs of a database: a schema, a role that reads and writes rows in it and nothing else, and its
 * migrations, which run with the rights of the schema's owner. Idempotent, and safe when several processes start at once. The database is Portorium's alone: whatever
 * PUBLIC may do in it by default is taken away.
 */
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Logger } from '../logging.ts';
import { withClient } from './client.ts';
import { changeConnection, databaseOf } from './connection-string.ts';
import { migrate } from './migrations.ts';
import { ensureComponentRole, ensureGroup, ensurePassword, everyComponent, roleNameOf, rolePassword } from './roles.ts';
import { ensureSchema } from './schemas.ts';

export interface ComponentDatabase {
  readonly schema: string;
  readonly role: string;
  /** As the role, with the schema as search path. */
  readonly connectionString: string;
}

export interface Component {
  /** Application or platform: `entry`, `reference-data`. */
  readonly name: string;
  readonly migrationsDirectory?: string;
  /** The component sends messages or keeps an audit: it gets the outbox as well. */
  readonly outbox?: boolean;
}

export interface PrepareComponents {
  /** A superuser, or a role with CREATEROLE that owns the database; a direct connection, no transaction pooler. */
  readonly adminUrl: string;
  /** From which the roles' passwords are derived; the same in every process of the installation. */
  readonly roleSecret: string;
  /** Migrations are applied in this order; all roles and schemas exist before the first. */
  readonly components: readonly Component[];
  readonly log: Pick<Logger, 'info'>;
}

const outboxMigrations = fileURLToPath(new URL('../store/migrations', import.meta.url));

/** The number that processes agree upon; locks are a database's own. */
const startLock = 7_726_201;

const lock = async (client: pg.Client, log: Pick<Logger, 'info'>): Promise<void> => {
  const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [startLock]);
  if (rows[0]?.free === true) return;
  log.info({}, 'another process prepares the database: waiting for it');
  await client.query('SELECT pg_advisory_lock($1)', [startLock]);
};

const closeToOthers = async (client: pg.Client, database: string): Promise<void> => {
  const name = pg.escapeIdentifier(database);
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC`);
  await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${name} TO ${everyComponent}`);
};

const prepareAll = async (
  client: pg.Client,
  { components, log, ...rest }: PrepareComponents,
  prepared: ReadonlyMap<string, ComponentDatabase>,
) => {
  await client.query('SET client_min_messages = warning');
  await ensureGroup(client);
  await closeToOthers(client, databaseOf(rest.adminUrl));
  for (const { role, connectionString } of prepared.values()) {
    await ensureComponentRole(client, role);
    await ensureSchema(client, role);
    await ensurePassword(client, role, rolePassword(rest.roleSecret, role), connectionString);
  }
  for (const { name, migrationsDirectory, outbox = false } of components) {
    if (outbox) await migrate(client, roleNameOf(name), outboxMigrations, log);
    if (migrationsDirectory !== undefined) await migrate(client, roleNameOf(name), migrationsDirectory, log);
  }
};

/** Where the data of a component are; also for a process that was not the one to prepare them. */
export const componentDatabase = (adminUrl: string, roleSecret: string, component: string): ComponentDatabase => {
  const role = roleNameOf(component);
  const password = rolePassword(roleSecret, role);
  return {
    schema: role,
    role,
    connectionString: changeConnection(adminUrl, { user: role, password, options: `-c search_path=${role}` }),
  };
};

/**
 * Prepares all components and says how each connects, by component name. Fails when an applied migration was changed, or a
 * migration fails: the message names the file, and what came before it stays applied.
 */
export const prepareComponents = async (preparation: PrepareComponents): Promise<Map<string, ComponentDatabase>> => {
  const { adminUrl, roleSecret, components, log } = preparation;
  if (roleSecret.length < 16) throw new Error('The role secret must have at least 16 characters.');
  const prepared = new Map(components.map(({ name }) => [name, componentDatabase(adminUrl, roleSecret, name)]));
  await withClient(adminUrl, async (client) => {
    await lock(client, log); // ends with the connection
    await prepareAll(client, preparation, prepared);
  });
  return prepared;
};
