/**
 * Roles of components. They belong to the whole server while a server may hold many databases: several processes may make
 * the same role at once, and none may fail for it.
 */
import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { sqlState, withClient } from './client.ts';
import { scramVerifier } from './scram.ts';

/** Every component is a member: what is granted to it is granted to all. */
export const everyComponent = 'portorium_component';

const nameShape = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const longestName = 47;

/** Schema and role of a component: `speed2ng` -> `portorium_speed2ng`. */
export const roleNameOf = (component: string): string => {
  const isTaken = component === 'component' || component.endsWith('-owner');
  if (!nameShape.test(component) || component.length > longestName || isTaken) {
    throw new Error(
      `'${component}' cannot name a component: lower-case letters, digits and single dashes, up to ${longestName}, not 'component', no '-owner' at the end.`,
    );
  }
  return `portorium_${component.replaceAll('-', '_')}`;
};

/** To whom schema and tables of a component belong: nobody logs in as it, and migrations alone run with its rights. */
export const ownerNameOf = (role: string): string => `${role}_owner`;

/** Derived, so that no password is stored; the same in every database. */
export const rolePassword = (roleSecret: string, role: string): string =>
  createHmac('sha256', roleSecret).update(role).digest('hex');

const duplicate = ['42710', '23505'];

/** Two processes that change one role at once: the second is told so, and simply does it again. */
const isCollision = (error: unknown): boolean =>
  sqlState(error) === 'XX000' && /tuple concurrently (updated|deleted)/.test(String(error));

const patiently = async (work: () => Promise<unknown>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (duplicate.includes(sqlState(error))) return;
      if (!isCollision(error) || attempt === 20) throw error;
      await wait(5 * attempt);
    }
  }
};

const exists = async (client: pg.Client, role: string): Promise<boolean> =>
  (await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])).rowCount !== 0;

const ensureRole = async (client: pg.Client, role: string, attributes: string): Promise<void> => {
  if (await exists(client, role)) return;
  await patiently(() => client.query(`CREATE ROLE ${pg.escapeIdentifier(role)} ${attributes}`));
};

const ensureMember = async (client: pg.Client, group: string, member: string): Promise<void> => {
  const { rows } = await client.query<{ already: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM pg_auth_members m
       WHERE m.roleid = to_regrole($1)::oid AND m.member = to_regrole($2)::oid) AS already`,
    [group, member],
  );
  if (rows[0]?.already === true) return;
  await patiently(() => client.query(`GRANT ${pg.escapeIdentifier(group)} TO ${pg.escapeIdentifier(member)}`));
};

/** An administrator who is no superuser acts for a role only as its member. */
const ensureAdminMayActAs = async (client: pg.Client, role: string): Promise<void> => {
  const { rows } = await client.query<{ user: string; superuser: boolean }>(
    'SELECT rolname AS user, rolsuper AS superuser FROM pg_roles WHERE rolname = current_user',
  );
  const admin = rows[0];
  if (admin !== undefined && !admin.superuser) {
    await patiently(() => client.query(`GRANT ${pg.escapeIdentifier(role)} TO ${pg.escapeIdentifier(admin.user)}`));
  }
};

export const ensureGroup = (client: pg.Client): Promise<void> => ensureRole(client, everyComponent, 'NOLOGIN');

/** Of all processes together; a component that runs wild leaves the others theirs. A pool of ours sets shorter times itself. */
const limits = {
  connections: 60,
  settings: { statement_timeout: '2min', idle_in_transaction_session_timeout: '5min' },
} as const;

const ensureLimits = async (client: pg.Client, role: string): Promise<void> => {
  const { rows } = await client.query<{ limited: boolean }>(
    'SELECT rolconnlimit = $2 AS limited FROM pg_roles WHERE rolname = $1',
    [role, limits.connections],
  );
  if (rows[0]?.limited === true) return;
  const name = pg.escapeIdentifier(role);
  for (const [setting, value] of Object.entries(limits.settings))
    await patiently(() => client.query(`ALTER ROLE ${name} SET ${setting} = '${value}'`));
  await patiently(() => client.query(`ALTER ROLE ${name} CONNECTION LIMIT ${limits.connections}`));
};

export const ensureComponentRole = async (client: pg.Client, role: string): Promise<void> => {
  await ensureRole(client, ownerNameOf(role), 'NOLOGIN');
  await ensureAdminMayActAs(client, ownerNameOf(role));
  await ensureRole(client, role, 'LOGIN');
  await ensureLimits(client, role);
  await ensureMember(client, everyComponent, role);
  await ensureAdminMayActAs(client, role);
};

const wrongPassword = ['28P01', '28000'];

const logIn = (connectionString: string): Promise<void> => withClient(connectionString, async () => undefined);

/**
 * Sets the password when the role cannot log in with it; writing it each time would disturb other processes. Fails when
 * the role cannot log in then either, as where the server's pg_hba.conf forbids it.
 */
export const ensurePassword = async (
  client: pg.Client,
  role: string,
  password: string,
  connectionString: string,
): Promise<void> => {
  try {
    await logIn(connectionString);
  } catch (error) {
    if (!wrongPassword.includes(sqlState(error))) throw error;
    const verifier = await scramVerifier(password);
    await patiently(() => client.query(`ALTER ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD '${verifier}'`));
    await logIn(connectionString);
  }
};
