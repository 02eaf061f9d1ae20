/** A component's migrations: files NNNN-name.sql, applied once, in order, never changed afterwards. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { sha256Hex } from '../call.ts';
import type { Logger } from '../logging.ts';
import { ownerNameOf } from './roles.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
  /** Run as the administrator (to grant to other roles); otherwise as the owner of the component's schema. */
  readonly asAdmin: boolean;
}

const shape = /^\d{4}-[a-z0-9]+(-[a-z0-9]+)*(\.admin)?\.sql$/;

const refuseOddNames = (directory: string, names: readonly string[]): void => {
  const odd = names.find((name) => !shape.test(name));
  if (odd !== undefined)
    throw new Error(
      `${join(directory, odd)}: a migration is named like 0001-what-it-does.sql or 0002-grants.admin.sql.`,
    );
  const twice = names.find((name, index) => names[index - 1]?.slice(0, 4) === name.slice(0, 4));
  if (twice !== undefined)
    throw new Error(`${join(directory, twice)}: another migration has the number ${twice.slice(0, 4)}.`);
};

export const readMigrations = async (directory: string): Promise<readonly Migration[]> => {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  refuseOddNames(directory, names);
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n'); // however it was checked out
      return { name, sql, sha256: sha256Hex(sql), asAdmin: name.endsWith('.admin.sql') };
    }),
  );
};

const inTransaction = async (client: pg.Client, work: () => Promise<void>): Promise<void> => {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
};

const actAs = async (client: pg.Client, role: string): Promise<void> => {
  const [schema, owner] = [role, ownerNameOf(role)].map(pg.escapeIdentifier);
  await client.query(`SET LOCAL ROLE ${owner}; SET LOCAL search_path = ${schema}`);
};

const transactionId = async (client: pg.Client): Promise<string | undefined> =>
  (await client.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id')).rows[0]?.id;

/** Schema and role have the same name. */
const apply = (client: pg.Client, role: string, migration: Migration): Promise<void> =>
  inTransaction(client, async () => {
    const before = await transactionId(client);
    await actAs(client, role);
    if (migration.asAdmin) await client.query('RESET ROLE');
    await client.query(migration.sql);
    if ((await transactionId(client)) !== before) throw new Error('a migration must not end its own transaction');
    await actAs(client, role);
    await client.query('INSERT INTO migration (name, sha256) VALUES ($1, $2)', [migration.name, migration.sha256]);
  });

const readApplied = async (client: pg.Client, role: string): Promise<ReadonlyMap<string, string>> => {
  const schema = pg.escapeIdentifier(role);
  const found = await client.query<{ present: boolean }>('SELECT to_regclass($1) IS NOT NULL AS present', [
    `${schema}.migration`,
  ]);
  if (found.rows[0]?.present !== true) {
    await inTransaction(client, async () => {
      await actAs(client, role);
      await client.query(
        'CREATE TABLE migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
      );
      await client.query(`REVOKE ALL ON migration FROM ${schema}`);
    });
  }
  const { rows } = await client.query<{ name: string; sha256: string }>(`SELECT name, sha256 FROM ${schema}.migration`);
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]));
};

const refuseChanged = (
  directory: string,
  migrations: readonly Migration[],
  applied: ReadonlyMap<string, string>,
): void => {
  // Numbers count in their own folder: the kit's and the component's are applied to the same schema.
  const ours = migrations.map(({ name }) => name).filter((name) => applied.has(name));
  const last = ours.sort().at(-1) ?? '';
  for (const { name, sha256 } of migrations) {
    const known = applied.get(name);
    if (known !== undefined && known !== sha256) {
      throw new Error(
        `${join(directory, name)} was changed after it had been applied to this database. Restore it and put the change in a new migration.`,
      );
    }
    if (known === undefined && name < last) {
      throw new Error(
        `${join(directory, name)} comes before ${last}, which is applied already. Give it a higher number.`,
      );
    }
  }
};

/** Applies what is missing; the caller holds the lock. Fails naming the file that is at fault. */
export const migrate = async (
  client: pg.Client,
  role: string,
  directory: string,
  log: Pick<Logger, 'info'>,
): Promise<void> => {
  const migrations = await readMigrations(directory);
  const applied = await readApplied(client, role);
  refuseChanged(directory, migrations, applied);
  for (const migration of migrations.filter(({ name }) => !applied.has(name))) {
    await apply(client, role, migration).catch((cause: Error) => {
      throw new Error(`${join(directory, migration.name)} could not be applied: ${cause.message}`, { cause });
    });
    log.info({ schema: role, migration: migration.name }, 'migration applied');
  }
};
