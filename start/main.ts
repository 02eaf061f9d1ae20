/**
 * `npm start`: the whole platform on this machine. All platforms in one process, or, with `--split`, each in its own,
 * talking gRPC over mutual TLS.
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../shared-services/kit/clock.ts';
import { createLogger, type Logger } from '../shared-services/kit/logging.ts';
import { readSettings } from '../shared-services/kit/settings.ts';
import { backupPlaces } from './backup/places.ts';
import { runKeeper } from './backup/run-keeper.ts';
import { banner } from './banner.ts';
import { certificatesFor } from './certificates.ts';
import { endWith } from './ending.ts';
import { assertNotExposed } from './exposure.ts';
import { allPlatforms, type Running, runPlatforms } from './run-platforms.ts';
import { configurationOf } from './running/configuration.ts';
import { openLogOutput } from './running/log-output.ts';
import { settings as knownSettings, type PlatformSettings } from './settings.ts';
import { runSplit } from './split.ts';
import { makeWorld, type World } from './world.ts';

const usage = `npm start [-- options]
  --split   each platform in a process of its own, talking gRPC over mutual TLS
  --fresh   begin anew: removes the data of earlier starts (not those of a server named by DATABASE_URL)
  --help    this text
Settings are environment variables; start/settings.ts lists them.`;

const readOptions = () => {
  const { values } = parseArgs({
    options: { split: { type: 'boolean' }, fresh: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  return { split: values.split ?? false, fresh: values.fresh ?? false, help: values.help ?? false };
};

const run = async (world: World, settings: PlatformSettings, split: boolean): Promise<Running> => {
  if (split) return runSplit({ world, settings, environment: process.env });
  const output = await openLogOutput('portorium', settings);
  const log = createLogger({ level: settings.PORTORIUM_LOG_LEVEL, destination: output.lines.destination });
  const running = await runPlatforms({
    platforms: allPlatforms,
    found: world.found,
    databases: world.databases,
    certificates: await certificatesFor(settings, world.authority, log),
    settings,
    dataDirectory: world.dataDirectory,
    clock: systemClock,
    log,
    logLines: output.lines,
    configuration: configurationOf(process.env),
  });
  return { ...running, stop: () => running.stop().finally(output.stop) };
};

const keep = ({ adminUrl }: World, log: Logger) =>
  runKeeper({ connectionString: adminUrl, environment: process.env, log });

const main = async (): Promise<void> => {
  const options = readOptions();
  if (options.help) return void console.log(usage);
  const sinceMs = performance.now();
  const settings = readSettings(knownSettings, process.env);
  assertNotExposed(settings);
  const log = createLogger({
    level: settings.PORTORIUM_LOG_LEVEL === 'info' ? 'warn' : settings.PORTORIUM_LOG_LEVEL,
    platform: 'start',
  });
  console.log('Portorium is starting ...');
  // What is wrong with them is told before anything is begun.
  const backups = await backupPlaces(settings);
  const world = await makeWorld({ settings, fresh: options.fresh, clock: systemClock, log });
  const running = await run(world, settings, options.split).catch(async (error: unknown) => {
    await world.stop();
    throw error;
  });
  const keeper = backups === undefined ? undefined : keep(world, log);
  endWith(async () => {
    console.log('\nPortorium is stopping ...');
    await running.stop();
    await keeper?.stop();
    await world.stop();
  });
  console.log(await banner({ world, running, split: options.split, seconds: (performance.now() - sinceMs) / 1000 }));
};

const wayOut = (error: unknown): string =>
  (error as { readonly code?: unknown } | undefined)?.code === 'EADDRINUSE'
    ? '\nIs Portorium running already, or another program at that port? Stop it, or set other ports (start/settings.ts lists them).'
    : '';

main().catch((error: unknown) => {
  console.error(`Portorium cannot start: ${error instanceof Error ? error.message : String(error)}${wayOut(error)}`);
  process.exitCode = 1;
  // Whatever is half open must not keep a failed start alive.
  setTimeout(() => process.exit(1), 3000).unref();
});
