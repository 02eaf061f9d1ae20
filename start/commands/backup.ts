/** `npx portorium backup`: backups by hand, beside those that the keeper takes. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BackupEntry, readCatalogue } from '../../shared-services/backup-restore/backup/catalogue.ts';
import { takeBackup } from '../../shared-services/backup-restore/backup/take.ts';
import { verifyBackup } from '../../shared-services/backup-restore/backup/verify.ts';
import { drawKey } from '../../shared-services/backup-restore/seal/key.ts';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { runningServer } from '../../shared-services/kit/postgres/launcher.ts';
import { root } from '../root.ts';
import { placeOptions, placesOf, placeUsage, settingsOf } from './backup-places.ts';
import type { Command, Surroundings } from './command.ts';

const usage = `npx portorium backup now | list | verify [ID] | key FILE
  now               takes a backup of the running server and its installation, and verifies it
  list              the backups that can be restored
  verify [ID]       reads a backup back, or all, and holds it against its checksums
  key FILE          draws a key into a new file
${placeUsage}
Exit code: 0 done, 1 a backup is damaged, 2 it could not be tried.`;

const optionsIn = (given: readonly string[]) => {
  const { values, positionals } = parseArgs({ args: [...given], allowPositionals: true, options: placeOptions });
  const [what, of, ...others] = positionals;
  if (what === undefined || others.length > 0) throw new Error(`say what is wanted\n${usage}`);
  return { what, of, values };
};

const mib = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
const lineOf = ({ id, completedAtMs, bytes, files, postgresVersion, timeline }: BackupEntry): string =>
  `${id}  whole ${new Date(completedAtMs).toISOString()}  ${mib(bytes).padStart(10)}  ${files} files  PostgreSQL ${postgresVersion}, timeline ${timeline}`;

const serverOf = async (surroundings: Surroundings): Promise<string> => {
  const settings = settingsOf(surroundings);
  if (settings.DATABASE_URL !== undefined) return settings.DATABASE_URL;
  const found = await runningServer(join(resolve(root, settings.PORTORIUM_DATA), 'postgresql'));
  if (found === undefined) throw new Error('no server runs: start Portorium first, or name one in DATABASE_URL');
  return found;
};

type Places = Awaited<ReturnType<typeof placesOf>>;

const verifyAll = async (
  { store, key }: Places,
  ids: readonly string[],
  tell: (line: string) => void,
): Promise<number> => {
  let damaged = 0;
  for (const id of ids) {
    const found = await verifyBackup(store, key, id);
    if (!found.sound) damaged += 1;
    tell(found.sound ? `${id}  sound, ${found.files} files` : `${id}  damaged: ${found.fault}`);
  }
  return damaged === 0 ? 0 : 1;
};

const takeNow = async (places: Places, surroundings: Surroundings): Promise<number> => {
  const { PORTORIUM_DATA: data } = settingsOf(surroundings);
  const connectionString = await serverOf(surroundings);
  const dataDirectory = resolve(root, data);
  const entry = await takeBackup({ ...places, connectionString, dataDirectory, clock: systemClock });
  surroundings.tell(lineOf(entry));
  return verifyAll(places, [entry.id], surroundings.tell);
};

export const backup: Command = {
  summary: 'takes, lists and verifies backups; draws their key',
  usage,
  run: async (given, surroundings) => {
    const { what, of, values } = optionsIn(given);
    if (what === 'key') {
      if (of === undefined) throw new Error(`say which file\n${usage}`);
      await drawKey(of);
      surroundings.tell(
        `${of}: keep it where neither the data nor the backups are. Without it no backup can be opened.`,
      );
      return 0;
    }
    if (!['now', 'list', 'verify'].includes(what)) throw new Error(`there is no backup ${what}\n${usage}`);
    const places = await placesOf(values, surroundings);
    if (what === 'now') return takeNow(places, surroundings);
    const entries = await readCatalogue(places.store, places.key);
    if (what === 'verify')
      return verifyAll(places, of === undefined ? entries.map(({ id }) => id) : [of], surroundings.tell);
    for (const entry of entries) surroundings.tell(lineOf(entry));
    surroundings.tell(`${entries.length} whole backups in ${places.store.place}`);
    return 0;
  },
};
