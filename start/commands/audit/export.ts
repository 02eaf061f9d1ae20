/** `npx portorium audit export`: the whole audit log as lines, read from the database. */
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { publishedKeysIn } from '../../../shared-services/audit/sealing/signing.ts';
import { endLine, exportBatch, headLine } from '../../../shared-services/audit/tree/export.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { clusterDirectory } from '../../../shared-services/kit/postgres/cluster.ts';
import { componentDatabase } from '../../../shared-services/kit/postgres/components.ts';
import { openPool } from '../../../shared-services/kit/postgres/pool.ts';
import { findPostmaster } from '../../../shared-services/kit/postgres/postmaster.ts';
import { readSettings } from '../../../shared-services/kit/settings.ts';
import { createStore, type Store } from '../../../shared-services/kit/store/store.ts';
import { root } from '../../root.ts';
import { auditKeysFolder } from '../../running/audit-log.ts';
import { settings as knownSettings, type PlatformSettings } from '../../settings.ts';
import type { Command } from '../command.ts';

export const exportUsage = `npx portorium audit export --into FILE [--database URL]
  --into FILE         where the lines are written (NDJSON); it must not be there yet
  --database URL      connection string of a role that may read the audit log; without it that of PORTORIUM_DATABASE_SECRETS,
                      of DATABASE_URL, or of the embedded database of the platform that runs from this folder`;

/** Where the embedded server listens, while it runs. */
const embeddedUrl = async (data: string): Promise<string> => {
  const postmaster = await findPostmaster(clusterDirectory(join(data, 'postgresql')));
  if (postmaster === undefined)
    throw new Error('no platform runs from this folder: say where its database is, --database URL');
  return `postgresql://127.0.0.1:${postmaster.port}/portorium`;
};

const databaseOf = async (given: string | undefined, settings: PlatformSettings, data: string): Promise<string> => {
  if (given !== undefined) return given;
  const { PORTORIUM_DATABASE_SECRETS: secrets, DATABASE_URL: server } = settings;
  if (secrets !== undefined) return (JSON.parse(await readFile(secrets, 'utf8')) as { audit: string }).audit;
  const roleSecret = (await readFile(join(data, 'role-secret'), 'utf8')).trim();
  return componentDatabase(server ?? (await embeddedUrl(data)), roleSecret, 'audit').connectionString;
};

const writeLines = async (store: Store, head: string, path: string): Promise<number> => {
  const file = (await open(path, 'wx', 0o600)).createWriteStream();
  const put = async (lines: readonly string[]) => {
    if (!file.write(lines.map((line) => `${line}\n`).join(''))) await once(file, 'drain');
  };
  await put([head]);
  let size = 0;
  for (let batch = await exportBatch(store, size); batch !== undefined; batch = await exportBatch(store, size)) {
    await put(batch.lines);
    size = batch.size;
  }
  await put([endLine(size)]);
  file.end();
  await finished(file);
  return size;
};

export const exportAudit: Command['run'] = async (given, { environment, tell }) => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...given], options: { into: text, database: text } });
  if (values.into === undefined) throw new Error(`say into which file\n${exportUsage}`);
  const settings = readSettings(knownSettings, environment);
  const data = resolve(root, settings.PORTORIUM_DATA);
  const folder = settings.PORTORIUM_AUDIT_KEYS ?? join(data, auditKeysFolder);
  const keys = await publishedKeysIn(folder, settings.PORTORIUM_AUDIT_ORIGIN);
  const connectionString = await databaseOf(values.database, settings, data);
  const log = silentLogger();
  const limits = { maxConnections: 1, applicationName: 'portorium audit export', statementTimeoutMs: 120_000, log };
  const pool = openPool(connectionString, limits);
  try {
    const head = headLine({ origin: settings.PORTORIUM_AUDIT_ORIGIN, keys: () => keys });
    const size = await writeLines(createStore({ component: 'audit', pool, log }), head, values.into);
    tell(`${size} records written into ${values.into}.`);
    return 0;
  } finally {
    await pool.end();
  }
};
