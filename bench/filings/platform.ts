/** All platforms in one process, for the bench to talk to. Run as a process by platform-process.ts. */

import { systemClock } from '../../shared-services/kit/clock.ts';
import { createLogger } from '../../shared-services/kit/logging.ts';
import { readSettings } from '../../shared-services/kit/settings.ts';
import { certificateOptionsOf, fromDevelopmentAuthority } from '../../start/certificates.ts';
import { allPlatforms, runPlatforms } from '../../start/run-platforms.ts';
import { settings as knownSettings } from '../../start/settings.ts';
import { makeWorld } from '../../start/world.ts';

const settings = readSettings(knownSettings, process.env);
const log = createLogger({ level: settings.PORTORIUM_LOG_LEVEL, platform: 'bench' });
const world = await makeWorld({ settings, fresh: false, clock: systemClock, log });
const certificates = await fromDevelopmentAuthority(world.authority, certificateOptionsOf(settings, systemClock, log));
const running = await runPlatforms({
  platforms: allPlatforms,
  found: world.found,
  databases: world.databases,
  certificates,
  settings,
  dataDirectory: world.dataDirectory,
  clock: systemClock,
  log,
});
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
  await world.stop();
  process.exit(0);
});
