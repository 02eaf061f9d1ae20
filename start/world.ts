/**
 * What must exist before a platform can start: a database with a schema and role for every component, reference data,
 * certificates. Made at the first start, found at every other one.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DevelopmentCertificates } from '../platforms/uumds/certificate-authority/certificates.ts';
import { ensureDevelopmentCertificates } from '../platforms/uumds/certificate-authority/development.ts';
import type { DevelopmentSettings } from '../platforms/uumds/certificate-authority/settings.ts';
import { discoverContracts } from '../reference-architecture/catalogue/discover.ts';
import { letCommitsGoWithoutKeeper } from '../shared-services/backup-restore/keeper/synchronous.ts';
import type { Clock } from '../shared-services/kit/clock.ts';
import type { Logger } from '../shared-services/kit/logging.ts';
import { withClient } from '../shared-services/kit/postgres/client.ts';
import { prepareComponents } from '../shared-services/kit/postgres/components.ts';
import { ensureDatabase } from '../shared-services/kit/postgres/databases.ts';
import { type EmbeddedServer, startEmbeddedPostgres } from '../shared-services/kit/postgres/launcher.ts';
import { openPool } from '../shared-services/kit/postgres/pool.ts';
import { probeMemberState } from '../shared-services/kit/probe.ts';
import { seedReferenceData } from '../shared-services/reference-data/seed.ts';
import { componentsOf } from './components.ts';
import type { Discovered } from './modules.ts';
import { root } from './root.ts';
import type { PlatformSettings } from './settings.ts';

export interface World {
  readonly dataDirectory: string;
  readonly found: readonly Discovered[];
  /** Connection string of each component, with its own role. */
  readonly databases: ReadonlyMap<string, string>;
  readonly certificates: DevelopmentCertificates;
  /** With which the development authority makes and renews them. */
  readonly authority: DevelopmentSettings;
  /** What is said of the database at the start. */
  readonly databaseNote: string;
  /** Connection string of the administrator: for the keeper of backups, and nobody else. */
  readonly adminUrl: string;
  /** Process number of the embedded server. */
  readonly databasePid: number | undefined;
  stop(): Promise<void>;
}

export interface WorldParts {
  readonly settings: PlatformSettings;
  readonly fresh: boolean;
  readonly clock: Clock;
  readonly log: Logger;
}

export const platformServices = ['speed2ng', 'ccn2ng', 'cdco', 'uumds', 'shared-services'];

/** A secret of this installation; made once, readable by its owner alone. */
const secretIn = async (directory: string, name: string): Promise<string> => {
  const file = join(directory, name);
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const secret = randomBytes(32).toString('hex');
    await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  }
};

const openServer = async ({ settings, log }: WorldParts, dataDirectory: string) => {
  if (settings.DATABASE_URL !== undefined) return { adminUrl: settings.DATABASE_URL, server: undefined };
  const server = await startEmbeddedPostgres({ dataDirectory: join(dataDirectory, 'postgresql'), log });
  return { adminUrl: await ensureDatabase(server.connectionString, 'portorium'), server };
};

const seed = async (connectionString: string, log: Logger) => {
  const pool = openPool(connectionString, {
    maxConnections: 1,
    applicationName: 'portorium start',
    statementTimeoutMs: 60_000,
    log,
  });
  try {
    const lists = await seedReferenceData(pool);
    if (lists.length > 0) log.info({ lists: lists.length }, 'reference data shipped with the project put in');
  } finally {
    await pool.end();
  }
};

const noteOf = (server: EmbeddedServer | undefined, dataDirectory: string): string => {
  if (server === undefined) return 'PostgreSQL of DATABASE_URL';
  const how = server.adopted ? ' (found running: an earlier process was killed)' : '';
  return `embedded PostgreSQL on 127.0.0.1:${server.port}${how}, data in ${join(dataDirectory, 'postgresql')}`;
};

/** Country codes of PORTORIUM_MEMBER_STATES (`BE=https://...,DE`). */
export const memberStatesOf = (setting: string): ReadonlyMap<string, string | undefined> =>
  new Map(
    setting
      .split(',')
      .filter((one) => one !== '')
      .map((one): [string, string | undefined] => {
        const [country = '', endpoint] = one.split('=', 2);
        return [country.trim(), endpoint?.trim()];
      }),
  );

/** What the development authority is asked for by this installation. */
export const authorityOf = (
  settings: PlatformSettings,
  dataDirectory: string,
  clock: Clock,
  log: Logger,
): DevelopmentSettings => ({
  directory: join(dataDirectory, 'certificates'),
  clock,
  memberStates: [...memberStatesOf(settings.PORTORIUM_MEMBER_STATES).keys(), probeMemberState],
  hosts: ['localhost', '127.0.0.1', '::1'],
  services: platformServices,
  log,
  ...(settings.PORTORIUM_UUMDS_PORT === 0
    ? {}
    : { publicationUrl: `http://127.0.0.1:${settings.PORTORIUM_UUMDS_PORT}/pki` }),
});

export const makeWorld = async (parts: WorldParts): Promise<World> => {
  const { settings, log, clock } = parts;
  const dataDirectory = resolve(root, settings.PORTORIUM_DATA);
  const postgresDirectory = join(dataDirectory, 'postgresql');
  if (parts.fresh) await clear(dataDirectory, postgresDirectory, parts);
  await mkdir(dataDirectory, { recursive: true, mode: 0o755 });
  const authority = authorityOf(settings, dataDirectory, clock, log);
  const certificatesAndContracts = Promise.all([
    ensureDevelopmentCertificates(authority),
    discoverContracts(root),
    secretIn(dataDirectory, 'role-secret'),
  ]);
  const { adminUrl, server } = await openServer(parts, dataDirectory);
  try {
    const [certificates, found, roleSecret] = await certificatesAndContracts;
    // A killed start may have left commits waiting for a keeper that is begun after this.
    await withClient(adminUrl, letCommitsGoWithoutKeeper).catch((error: unknown) =>
      log.warn({ err: error }, 'it could not be seen whether commits wait for a keeper that does not run'),
    );
    const prepared = await prepareComponents({ adminUrl, roleSecret, components: componentsOf(found), log });
    const databases = new Map([...prepared].map(([name, { connectionString }]) => [name, connectionString]));
    await seed(databases.get('reference-data')!, log);
    return {
      dataDirectory,
      found,
      databases,
      certificates,
      authority,
      databaseNote: noteOf(server, dataDirectory),
      adminUrl,
      databasePid: server?.pid,
      stop: async () => server?.stop(),
    };
  } catch (error) {
    await server?.stop();
    throw error;
  }
};

/** `--fresh`: begins anew. With DATABASE_URL the database is the operator's, and is not touched. */
const clear = async (dataDirectory: string, postgresDirectory: string, { settings, log }: WorldParts) => {
  if (settings.DATABASE_URL === undefined) {
    // A server that an earlier process left would go on writing into the folder: it is stopped first.
    const left = await startEmbeddedPostgres({ dataDirectory: postgresDirectory, log }).catch(() => undefined);
    await left?.stop();
  }
  await rm(dataDirectory, { recursive: true, force: true });
};
