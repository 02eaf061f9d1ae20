/** One platform as a process: `node start/platform.ts speed2ng`. What it may touch is in the file of its database secrets. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { discoverContracts } from '../reference-architecture/catalogue/discover.ts';
import { systemClock } from '../shared-services/kit/clock.ts';
import { createLogger } from '../shared-services/kit/logging.ts';
import { readSettings } from '../shared-services/kit/settings.ts';
import { certificatesFor } from './certificates.ts';
import { endWith } from './ending.ts';
import { assertNotExposed } from './exposure.ts';
import { root } from './root.ts';
import { allPlatforms, runPlatforms } from './run-platforms.ts';
import { configurationOf } from './running/configuration.ts';
import { openLogOutput } from './running/log-output.ts';
import { settings as knownSettings } from './settings.ts';
import { authorityOf } from './world.ts';

type Name = (typeof allPlatforms)[number];

const platformNamed = (name: string | undefined): Name => {
  const found = allPlatforms.find((one) => one === name);
  if (found === undefined) throw new Error(`say which platform: ${allPlatforms.join(', ')}`);
  return found;
};

const main = async (): Promise<void> => {
  const platform = platformNamed(process.argv[2]);
  const settings = readSettings(knownSettings, process.env);
  assertNotExposed(settings);
  const output = await openLogOutput(platform, settings);
  const log = createLogger({ level: settings.PORTORIUM_LOG_LEVEL, destination: output.lines.destination });
  const secrets = settings.PORTORIUM_DATABASE_SECRETS;
  if (secrets === undefined)
    throw new Error('PORTORIUM_DATABASE_SECRETS must name the file of the platform’s connection strings');
  const dataDirectory = resolve(root, settings.PORTORIUM_DATA);
  const databases = new Map(Object.entries(JSON.parse(await readFile(secrets, 'utf8')) as Record<string, string>));
  const running = await runPlatforms({
    platforms: [platform],
    found: await discoverContracts(root),
    databases,
    certificates: await certificatesFor(settings, authorityOf(settings, dataDirectory, systemClock, log), log),
    settings,
    dataDirectory,
    clock: systemClock,
    log,
    logLines: output.lines,
    configuration: configurationOf(process.env),
  });
  endWith(async () => {
    await running.stop();
    await output.stop();
  });
  // A parent that was killed must not leave its platforms behind.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.send?.({ addresses: running.addresses, issuer: running.issuer });
  log.info({ addresses: running.addresses }, 'platform runs');
};

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`${process.argv[2] ?? 'the platform'} cannot start: ${reason}`);
  if (process.send === undefined) process.exit(1);
  process.send({ failed: reason }, () => process.exit(1));
});
