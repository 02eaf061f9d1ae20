/** What a person does about data keys: another generation, another key around them. */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { SealingKey } from './key.ts';
import { nameOf, overlapMs } from './ring.ts';

export interface KeyTable {
  readonly component: string;
  /** Quoted. */
  readonly schema: string;
}

/** Components that have data keys. */
export const keyTables = async (admin: pg.Client): Promise<readonly KeyTable[]> => {
  const { rows } = await admin.query<{ schema: string; component: string }>(
    `select quote_ident(schemaname) as schema, replace(replace(schemaname, 'portorium_', ''), '_', '-') as component
     from pg_tables where tablename = 'sealing_key' and schemaname like 'portorium\\_%' order by 1`,
  );
  return rows;
};

export interface KeyState {
  readonly generation: number;
  readonly keyId: string;
  readonly madeAt: Date;
  readonly activeAt: Date;
}

export const listKeys = async (admin: pg.Client, { schema }: KeyTable): Promise<readonly KeyState[]> => {
  const { rows } = await admin.query<KeyState>(
    `select generation, key_id as "keyId", made_at as "madeAt", active_at as "activeAt" from ${schema}.sealing_key order by 1`,
  );
  return rows;
};

/**
 * Draws another data key. Processes write with it after the overlap, when all have read it, and then seal the older
 * values anew.
 * @returns its generation
 */
export const rotate = async (admin: pg.Client, { schema, component }: KeyTable, key: SealingKey): Promise<number> => {
  await admin.query('begin');
  try {
    await admin.query(`lock table ${schema}.sealing_key in exclusive mode`);
    const states = await listKeys(admin, { schema, component });
    const generation = (states.at(-1)?.generation ?? 0) + 1;
    if (states.some(({ keyId }) => keyId !== key.id))
      throw new Error(`the data keys of ${component} were wrapped with another sealing key than ${key.id}`);
    await admin.query(
      `insert into ${schema}.sealing_key (generation, wrapped, key_id, active_at)
       values ($1, $2, $3, now() + make_interval(secs => $4))`,
      [generation, key.wrap(nameOf(component, generation), randomBytes(32)), key.id, overlapMs / 1000],
    );
    await admin.query('commit');
    return generation;
  } catch (error) {
    await admin.query('rollback');
    throw error;
  }
};

/** Wraps all data keys of a component with another sealing key. Running processes go on; the next start needs the new one. */
export const rewrap = async (
  admin: pg.Client,
  { schema, component }: KeyTable,
  from: SealingKey,
  to: SealingKey,
): Promise<number> => {
  const { rows } = await admin.query<{ generation: number; wrapped: Buffer; key_id: string }>(
    `select generation, wrapped, key_id from ${schema}.sealing_key for update`,
  );
  const old = rows.filter(({ key_id }) => key_id !== to.id);
  for (const { generation, wrapped } of old) {
    const name = nameOf(component, generation);
    await admin.query(`update ${schema}.sealing_key set wrapped = $2, key_id = $3 where generation = $1`, [
      generation,
      to.wrap(name, from.unwrap(name, wrapped)),
      to.id,
    ]);
  }
  return old.length;
};
