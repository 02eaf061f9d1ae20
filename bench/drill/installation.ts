/** An installation of its own for a drill: data, backups and key in folders that are removed at the end. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ownPorts, type Started, startAsUser } from '../../journeys/support/started.ts';
import { drawKey } from '../../shared-services/backup-restore/seal/key.ts';
import { createTrader, secretOf, type Trader } from '../../start/demo/trader.ts';
import { root } from '../../start/root.ts';

export type Client = Trader & { close(): Promise<void> };
export type Commits = 'synchronous' | 'asynchronous' | 'no-backup';

export interface Installation {
  readonly data: string;
  start(): Promise<Started>;
  /** Of a demonstration organisation, at SPEED2ng or at the administrators' door. */
  client(clientId: string, at?: 'speed2ng' | 'shared-services'): Promise<Client>;
  /** Every process of the platform, the database and the keeper of backups, at once and without a word. */
  processes(started: Started): Promise<number[]>;
  /** `npx portorium ...`; answers what it said. */
  command(...given: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

const run = promisify(execFile);

const childrenOf = async (pid: number): Promise<number[]> => {
  const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', String(pid)]).catch(() => ({ stdout: '' }));
  const children = stdout
    .split('\n')
    .map(Number)
    .filter((child) => child > 0);
  return [...children, ...(await Promise.all(children.map(childrenOf))).flat()];
};

/** @param environment  settings beside those of a drill */
export const makeInstallation = async (
  commits: Commits,
  environment: Readonly<Record<string, string>> = {},
): Promise<Installation> => {
  const folder = await mkdtemp(join(tmpdir(), 'portorium-drill-'));
  const [data, store, key] = ['data', 'store', 'key'].map((name) => join(folder, name)) as [string, string, string];
  await mkdir(store);
  await drawKey(key);
  const ports = await ownPorts();
  const backup =
    commits === 'no-backup'
      ? {}
      : { PORTORIUM_BACKUP_STORE: store, PORTORIUM_BACKUP_KEY_FILE: key, PORTORIUM_BACKUP_COMMITS: commits };
  const settings = { ...ports, ...backup, ...environment };
  const address = (name: string) => `https://127.0.0.1:${ports[`PORTORIUM_${name}_PORT`]}`;
  return {
    data,
    start: () => startAsUser(data, settings),
    client: async (clientId, at = 'speed2ng') =>
      createTrader({
        speed2ng: address(at === 'speed2ng' ? 'SPEED2NG' : 'SHARED_SERVICES'),
        issuer: `http://127.0.0.1:${ports['PORTORIUM_UUMDS_PORT']}/realms/portorium`,
        clientId,
        clientSecret: await secretOf(data, clientId),
        trustAnchor: await readFile(join(data, 'certificates', 'trust-anchor.pem'), 'utf8'),
      }),
    processes: async ({ child }) => {
      const main = child.pid ?? 0;
      const postmaster = Number(
        (await readFile(join(data, 'postgresql/cluster/postmaster.pid'), 'utf8')).split('\n')[0],
      );
      const all = [main, ...(await childrenOf(main)), postmaster, ...(await childrenOf(postmaster))];
      return [...new Set(all)];
    },
    command: async (...given) => {
      const env = { PATH: process.env['PATH'], PORTORIUM_DATA: data, ...settings };
      return (await run(process.execPath, [join(root, 'start/portorium.ts'), ...given], { env, cwd: root })).stdout;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
