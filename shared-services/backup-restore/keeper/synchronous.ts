/** Whether commits wait for the archive of the log: `synchronous_standby_names` with the name of our stream, and nothing else. */
import type pg from 'pg';
import { standbyName } from '../domain/standby.ts';

type Queries = Pick<pg.Client, 'query'>;

const set = async (client: Queries, names: string): Promise<void> => {
  await client.query(`alter system set synchronous_standby_names = '${names}'`);
  await client.query('select pg_reload_conf()');
};

export const areCommitsWaiting = async (client: Queries): Promise<boolean> => {
  const { rows } = await client.query<{ names: string }>(
    `select current_setting('synchronous_standby_names') as names`,
  );
  return rows[0]?.names === standbyName;
};

/** An operator's own standbys are not taken out: where others are named, nothing is changed. */
export const letCommitsWait = async (client: Queries): Promise<void> => {
  const { rows } = await client.query<{ names: string }>(
    `select current_setting('synchronous_standby_names') as names`,
  );
  if (rows[0]?.names === '') await set(client, standbyName);
};

export const letCommitsGo = async (client: Queries): Promise<void> => {
  if (await areCommitsWaiting(client)) await set(client, '');
};

/** Before anything is written by somebody who would wait for a keeper that does not run. */
export const letCommitsGoWithoutKeeper = async (client: Queries): Promise<void> => {
  const { rows } = await client.query('select 1 from pg_stat_replication where application_name = $1', [standbyName]);
  if (rows.length === 0) await letCommitsGo(client);
};
