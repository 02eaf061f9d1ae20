/** All platforms in one process, for the bench to talk to. Run as a process by platform-process.ts. */

import { pino } from 'pino';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { createLogLines } from '../../shared-services/kit/log-lines.ts';
import { createLogger } from '../../shared-services/kit/logging.ts';
import { readSettings } from '../../shared-services/kit/settings.ts';
import { runKeeper } from '../../start/backup/run-keeper.ts';
import { certificateOptionsOf, fromDevelopmentAuthority } from '../../start/certificates.ts';
import { allPlatforms, runPlatforms } from '../../start/run-platforms.ts';
import { configurationOf } from '../../start/running/configuration.ts';
import { settings as knownSettings } from '../../start/settings.ts';
import { makeWorld } from '../../start/world.ts';
import { makeBareTable } from './bare-table.ts';

const settings = readSettings(knownSettings, process.env);
/** `all`: with the shared services; `none`: without what they do beside the transaction of a filing; `kept`: with backups as well. */
const services = process.argv[2] ?? 'all';
const logLines = createLogLines({ out: pino.destination('/dev/null') });
const log = createLogger({ level: settings.PORTORIUM_LOG_LEVEL, destination: logLines.destination });
const world = await makeWorld({ settings, fresh: false, clock: systemClock, log });
const certificates = await fromDevelopmentAuthority(world.authority, certificateOptionsOf(settings, systemClock, log));
const running = await runPlatforms({
  platforms: allPlatforms.filter((one) => services !== 'none' || one !== 'shared-services'),
  found: world.found,
  databases: world.databases,
  certificates,
  settings,
  dataDirectory: world.dataDirectory,
  clock: systemClock,
  log,
  ...(services === 'none' ? { sampled: false } : { logLines, configuration: configurationOf(process.env) }),
});
const keeper =
  services === 'kept' ? runKeeper({ connectionString: world.adminUrl, environment: process.env, log }) : undefined;
await makeBareTable(world.adminUrl);
process.send?.({
  url: running.addresses.SPEED2ng,
  issuer: running.issuer,
  trustAnchor: certificates.trustAnchor,
  ...certificates.gateway('speed2ng'),
  entryConnectionString: world.databases.get('entry'),
  dataDirectory: world.dataDirectory,
  databasePid: world.databasePid,
});
process.once('disconnect', async () => {
  await running.stop();
  await keeper?.stop();
  await world.stop();
  process.exit(0);
});
