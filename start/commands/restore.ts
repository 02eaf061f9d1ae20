/** `npx portorium restore`: an installation, or the cluster of a server of one's own, at a moment of the past. */
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import {
  refuseUsed,
  restoreCluster,
  restoreInstallation,
} from '../../shared-services/backup-restore/restore/restore.ts';
import { createLogger } from '../../shared-services/kit/logging.ts';
import { placeOptions, placesOf, placeUsage } from './backup-places.ts';
import type { Command } from './command.ts';

const usage = `npx portorium restore --to TIME|latest --data FOLDER [--backup ID] [--yes]
  --to TIME         the moment that is wanted, 2026-11-22T03:00:00Z; latest: as late as the archive of the log goes
  --backup ID       the backup with which to begin; the newest before that moment unless said
  --data FOLDER     data folder that is made: it must be empty, or not be there
  --cluster FOLDER  instead: the cluster alone, for a PostgreSQL server of your own (its own version, its own account)
  --yes             do not ask
${placeUsage}
Exit code: 0 restored, 2 it could not be done.`;

const text = { type: 'string' } as const;

const optionsIn = (given: readonly string[]) => {
  const { values } = parseArgs({
    args: [...given],
    options: { ...placeOptions, to: text, backup: text, data: text, cluster: text, yes: { type: 'boolean' } },
  });
  const folder = values.data ?? values.cluster;
  if (values.to === undefined || folder === undefined || (values.data !== undefined && values.cluster !== undefined))
    throw new Error(`say to which moment, and into which folder\n${usage}`);
  return { ...values, folder, to: values.to };
};

const hasZone = /(Z|[+-]\d\d:?\d\d)$/;

/** A moment without a zone would be another one on another machine. */
const momentOf = (to: string): number | undefined => {
  if (to === 'latest') return undefined;
  const timeMs = hasZone.test(to) ? Date.parse(to) : Number.NaN;
  if (Number.isNaN(timeMs)) throw new Error(`${to} is no moment: 2026-11-22T03:00:00Z, or latest`);
  return timeMs;
};

const confirmed = async (folder: string, to: string): Promise<boolean> => {
  if (!process.stdin.isTTY) throw new Error('nobody can be asked here: say --yes');
  const asked = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await asked.question(`Restore ${to} into ${folder}? (yes) `).finally(() => asked.close());
  return answer.trim() === 'yes';
};

const said = (timeMs: number | undefined): string =>
  timeMs === undefined ? 'none after the backup' : new Date(timeMs).toISOString();

export const restore: Command = {
  summary: 'restores an installation at a moment of the past into an empty folder',
  usage,
  run: async (given, surroundings) => {
    const { to, folder, cluster, backup, yes, ...where } = optionsIn(given);
    const toMs = momentOf(to);
    await refuseUsed(folder);
    const places = await placesOf(where, surroundings);
    if (yes !== true && !(await confirmed(folder, to))) throw new Error('nothing was restored');
    const { tell } = surroundings;
    const sinceMs = performance.now();
    const parts = {
      ...places,
      ...(toMs === undefined ? {} : { toMs }),
      ...(backup === undefined ? {} : { backupId: backup }),
      log: createLogger({ level: 'warn', platform: 'restore' }),
      tell,
    };
    if (cluster === undefined) {
      const { lastCommitAtMs } = await restoreInstallation(folder, parts);
      tell(`last transaction: ${said(lastCommitAtMs)}`);
      tell(`start it with PORTORIUM_DATA=${folder} npm start`);
    } else {
      const { backup: used, segments } = await restoreCluster(folder, parts);
      tell(
        `backup ${used.id} and ${segments} segments of the log: give ${folder} to the server's account (chown -R) and start`,
      );
      tell(`PostgreSQL ${used.postgresVersion} on it; it recovers and is then open`);
    }
    tell(`restored in ${((performance.now() - sinceMs) / 1000).toFixed(1)} s`);
    return 0;
  },
};
