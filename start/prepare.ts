/**
 * `node start/prepare.ts --into <folder>`: for platforms that start on machines or in containers of their own. Makes roles,
 * schemas, reference data and certificates, and gives each platform a folder with what is its own. To be run before
 * each release, and before certificates end: what is there and good stays as it is.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDevelopmentCertificates } from '../platforms/uumds/certificate-authority/development.ts';
import { systemClock } from '../shared-services/kit/clock.ts';
import { createLogger } from '../shared-services/kit/logging.ts';
import { readSettings } from '../shared-services/kit/settings.ts';
import { writePlatformFiles, writeServerFiles } from './prepared-files.ts';
import { root } from './root.ts';
import { allPlatforms } from './run-platforms.ts';
import { settings as knownSettings } from './settings.ts';
import { authorityOf, makeWorld } from './world.ts';

const usage = `node start/prepare.ts --into <folder> [options]
  --into <folder>           one folder for each platform is made in it
  --platform <name>         which platforms; may be said several times
  --server <name>           another server that gets a certificate of its own (keycloak); may be said several times
  --host <name>             name or address under which servers are reached; may be said several times
  --password-file <file>    password of the role in DATABASE_URL
Certificates come from the development authority, which keeps its keys in PORTORIUM_DATA. A sealing key for CDCO is drawn there
too, unless PORTORIUM_SEALING_KEY_FILE says that CDCO is given one; that file need not be here.`;

/** Nobody renews what was prepared but the next preparation: lists last as long as the certificates. */
const preparedListsLastMs = 365 * 24 * 60 * 60 * 1000;

const list = { type: 'string', multiple: true } as const;

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      into: { type: 'string' },
      platform: list,
      server: list,
      host: list,
      'password-file': { type: 'string' },
    },
  });
  if (values.into === undefined) throw new Error(usage);
  const { into, platform = allPlatforms, server = [], host = [] } = values;
  const platforms = allPlatforms.filter((name) => platform.some((wanted) => wanted === name));
  return { into: resolve(into), platforms, servers: server, hosts: host, passwordFile: values['password-file'] };
};

/** The password is in a file, so that it is neither in the environment nor in a list of processes. */
const withPassword = async (url: string | undefined, file: string | undefined): Promise<string | undefined> => {
  if (url === undefined || file === undefined) return url;
  const parsed = new URL(url);
  parsed.password = encodeURIComponent((await readFile(file, 'utf8')).trim());
  return parsed.href;
};

const main = async (): Promise<void> => {
  const { into, platforms, servers, hosts, passwordFile } = readOptions();
  const given = readSettings(knownSettings, process.env);
  const settings = { ...given, DATABASE_URL: await withPassword(given.DATABASE_URL, passwordFile) };
  const log = createLogger({ level: settings.PORTORIUM_LOG_LEVEL, platform: 'prepare' });
  const made = authorityOf(settings, resolve(root, settings.PORTORIUM_DATA), systemClock, log);
  const authority = {
    ...made,
    hosts: [...made.hosts, ...platforms, ...hosts],
    revocationListLifetimeMs: preparedListsLastMs,
  };
  // First, with all names: what makeWorld asks for is then there.
  await ensureDevelopmentCertificates(authority);
  const world = await makeWorld({ settings, fresh: false, clock: systemClock, log });
  try {
    const sealingKeyGiven = settings.PORTORIUM_SEALING_KEY_FILE !== undefined;
    for (const platform of platforms) await writePlatformFiles(into, { platform, sealingKeyGiven }, world);
    for (const server of servers)
      await writeServerFiles(into, server, { ...authority, hosts: [server, ...authority.hosts] });
    console.log(`${[...platforms, ...servers].join(', ')}: prepared in ${into}`);
  } finally {
    await world.stop();
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
