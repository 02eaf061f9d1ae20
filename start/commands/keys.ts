/** `npx portorium keys`: the keys under which restricted columns are sealed in the database. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { withClient } from '../../shared-services/kit/postgres/client.ts';
import { changeConnection } from '../../shared-services/kit/postgres/connection-string.ts';
import { runningServer } from '../../shared-services/kit/postgres/launcher.ts';
import { drawSealingKey, readSealingKey } from '../../shared-services/kit/sealed/key.ts';
import { overlapMs } from '../../shared-services/kit/sealed/ring.ts';
import { type KeyTable, keyTables, listKeys, rewrap, rotate } from '../../shared-services/kit/sealed/rotate.ts';
import { root } from '../root.ts';
import { sealingKeyPlace } from '../running/sealing.ts';
import { settingsOf } from './backup-places.ts';
import type { Command, Surroundings } from './command.ts';

const usage = `npx portorium keys draw FILE | list | rotate | rewrap FILE
  draw FILE         draws a sealing key into a new file that its owner alone reads
  list              the data keys of each component, and which sealing key wraps them
  rotate            draws a new data key for each component: written with after ${overlapMs / 60_000} minutes, and then all older
                    values are sealed anew; the metric portorium_sealing_values_left says how far it is
  rewrap FILE       wraps all data keys with the sealing key in FILE. Then put FILE in the place of the old key:
                    processes that run go on, the next start needs it
The sealing key is that of PORTORIUM_SEALING_KEY_FILE, or sealing-key beside the certificates, or in PORTORIUM_DATA; the
server that of DATABASE_URL, or the embedded one, which must run.
Exit code: 0 done, 2 it could not be tried.`;

const connectionOf = async (surroundings: Surroundings): Promise<string> => {
  const { DATABASE_URL: given, PORTORIUM_DATA: data } = settingsOf(surroundings);
  if (given !== undefined) return given;
  const found = await runningServer(join(resolve(root, data), 'postgresql'));
  if (found === undefined) throw new Error('no server runs: start Portorium first, or name one in DATABASE_URL');
  return changeConnection(found, { database: 'portorium' });
};

const keyInUse = (surroundings: Surroundings) => {
  const settings = settingsOf(surroundings);
  return readSealingKey(sealingKeyPlace(settings, resolve(root, settings.PORTORIUM_DATA)).file);
};

type Work = (admin: pg.Client, tables: readonly KeyTable[], tell: (line: string) => void) => Promise<void>;

const list: Work = async (admin, tables, tell) => {
  for (const table of tables)
    for (const { generation, keyId, madeAt, activeAt } of await listKeys(admin, table))
      tell(
        `${table.component}/${generation}  drawn ${madeAt.toISOString()}  used from ${activeAt.toISOString()}  wrapped with ${keyId}`,
      );
};

const works = async (what: string, file: string | undefined, surroundings: Surroundings): Promise<Work> => {
  if (what === 'list') return list;
  const key = await keyInUse(surroundings);
  if (what === 'rotate')
    return async (admin, tables, tell) => {
      for (const table of tables) tell(`${table.component}/${await rotate(admin, table, key)}  drawn`);
    };
  if (what !== 'rewrap' || file === undefined) throw new Error(usage);
  const next = await readSealingKey(file);
  return async (admin, tables, tell) => {
    await admin.query('begin');
    for (const table of tables)
      tell(`${table.component}: ${await rewrap(admin, table, key, next)} data keys wrapped anew`);
    await admin.query('commit');
    tell(`Now put ${file} in the place of the old key (${key.id}); keep the old one as long as backups from before.`);
  };
};

export const keys: Command = {
  summary: 'draws, lists and rotates the keys of what is sealed in the database',
  usage,
  run: async (given, surroundings) => {
    const { positionals } = parseArgs({ args: [...given], allowPositionals: true });
    const [what = '', file, ...more] = positionals;
    if (more.length > 0) throw new Error(usage);
    if (what === 'draw' && file !== undefined) await drawSealingKey(file);
    else {
      const work = await works(what, file, surroundings);
      await withClient(await connectionOf(surroundings), async (admin) =>
        work(admin, await keyTables(admin), surroundings.tell),
      );
    }
    return 0;
  },
};
