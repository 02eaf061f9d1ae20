/**
 * The keeper of backups as a process: `node start/keeper.ts`, beside a server named by DATABASE_URL, or started by `npm start`, which
 * tells it of the embedded one. PORTORIUM_BACKUP_STORE says where backups go.
 */
import { resolve } from 'node:path';
import { startKeeper } from '../shared-services/backup-restore/keeper/keeper.ts';
import { systemClock } from '../shared-services/kit/clock.ts';
import { createLogger } from '../shared-services/kit/logging.ts';
import { readSettings } from '../shared-services/kit/settings.ts';
import { backupPlaces } from './backup/places.ts';
import { endWith } from './ending.ts';
import { root } from './root.ts';
import { settings as knownSettings } from './settings.ts';

const hourMs = 3_600_000;

/** Of the parent where there is one: it knows the embedded server's password, which is in no environment. */
const toldByParent = (): Promise<string> =>
  new Promise((told) => {
    process.once('message', (message) => told((message as { readonly connectionString: string }).connectionString));
  });

const main = async (): Promise<void> => {
  const settings = readSettings(knownSettings, process.env);
  const log = createLogger({ level: settings.PORTORIUM_LOG_LEVEL, platform: 'backup-keeper' });
  const connectionString = process.send === undefined ? settings.DATABASE_URL : await toldByParent();
  const places = await backupPlaces(settings);
  if (connectionString === undefined || places === undefined)
    throw new Error('DATABASE_URL and PORTORIUM_BACKUP_STORE are needed');
  const keeper = startKeeper({
    ...places,
    connectionString,
    dataDirectory: resolve(root, settings.PORTORIUM_DATA),
    synchronous: settings.PORTORIUM_BACKUP_COMMITS === 'synchronous',
    spoolLimitBytes: settings.PORTORIUM_BACKUP_SPOOL_MIB * 1024 * 1024,
    everyMs: settings.PORTORIUM_BACKUP_EVERY_HOURS * hourMs,
    retention: { keepMs: settings.PORTORIUM_BACKUP_KEEP_DAYS * 24 * hourMs, atLeast: 2 },
    clock: systemClock,
    log,
  });
  endWith(() => keeper.stop());
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.send?.('ready');
};

main().catch((error: unknown) => {
  console.error(`the keeper of backups cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
