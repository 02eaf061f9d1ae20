/**
 * A component's schema: of the role that owns it, in which nobody logs in. The component itself reads and writes rows; it
 * makes, alters and removes nothing. Where a table is only added to, a migration takes more away.
 */
import pg from 'pg';
import { ownerNameOf } from './roles.ts';

const ownerOf = async (client: pg.Client, schema: string): Promise<string | undefined> => {
  const { rows } = await client.query<{ owner: string }>(
    'SELECT pg_get_userbyid(nspowner) AS owner FROM pg_namespace WHERE nspname = $1',
    [schema],
  );
  return rows[0]?.owner;
};

const rows = 'SELECT, INSERT, UPDATE, DELETE';

/** Of tables to come, and of those that are there. */
const openRows = (role: string, owner: string): string => `
  GRANT USAGE ON SCHEMA ${role} TO ${role};
  ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${role} GRANT ${rows} ON TABLES TO ${role};
  ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${role} GRANT USAGE ON SEQUENCES TO ${role};
  GRANT ${rows} ON ALL TABLES IN SCHEMA ${role} TO ${role};
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${role} TO ${role};`;

/** Schema and role have the same name. A schema from before there were owners is handed over, with all that is in it. */
export const ensureSchema = async (client: pg.Client, name: string): Promise<void> => {
  const before = await ownerOf(client, name);
  if (before === ownerNameOf(name)) return;
  const [role, owner] = [pg.escapeIdentifier(name), pg.escapeIdentifier(ownerNameOf(name))];
  await client.query('BEGIN');
  try {
    if (before === undefined) await client.query(`CREATE SCHEMA ${role} AUTHORIZATION ${owner}`);
    // It may make schemas as little as the component: what is handed over needs that for the moment.
    else await client.query(`REASSIGN OWNED BY ${role} TO ${owner}; ALTER SCHEMA ${role} OWNER TO ${owner}`);
    await client.query(`SET LOCAL ROLE ${owner}; ${openRows(role, owner)}`);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
};
