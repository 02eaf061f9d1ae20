/** Making and dropping whole databases: for tests and for the first start. */
import pg from 'pg';
import { sqlState, withClient } from './client.ts';
import { changeConnection } from './connection-string.ts';

const wrongLocale = ['22023', '42809'];
/** Of a database that is there, and of one that another process is making at this moment. */
const exists = ['42P04', '23505'];

const create = (adminUrl: string, name: string, locale: string): Promise<unknown> =>
  withClient(adminUrl, (client) =>
    client.query(
      // template0: nobody can be connected to it, so that several databases can be made at once.
      `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE '${locale}' LC_CTYPE '${locale}'`,
    ),
  );

/**
 * Makes a database, ordered by code point, and gives its URL with the administrator's credentials.
 * Fails with SQLSTATE 42P04 when it exists.
 */
export const createDatabase = async (adminUrl: string, name: string): Promise<string> => {
  try {
    await create(adminUrl, name, 'C.UTF-8');
  } catch (error) {
    if (!wrongLocale.includes(sqlState(error))) throw error;
    await create(adminUrl, name, 'C');
  }
  return changeConnection(adminUrl, { database: name });
};

/** As createDatabase, and content with a database that is there already. */
export const ensureDatabase = async (adminUrl: string, name: string): Promise<string> => {
  const found = await withClient(adminUrl, (client) =>
    client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]),
  );
  if (found.rowCount !== 0) return changeConnection(adminUrl, { database: name });
  return createDatabase(adminUrl, name).catch((error) => {
    if (!exists.includes(sqlState(error))) throw error; // another process was quicker
    return changeConnection(adminUrl, { database: name });
  });
};

/** Ends all connections to the database and removes it; one that is not there is no error. */
export const dropDatabase = async (adminUrl: string, name: string): Promise<void> => {
  await withClient(adminUrl, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
  );
};
