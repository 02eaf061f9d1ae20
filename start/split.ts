/** Each platform as a process of its own. This process prepares what they share, starts them, and ends them together. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform } from '../reference-architecture/contract/language.ts';
import { componentsOf } from './components.ts';
import { root } from './root.ts';
import { allPlatforms, type Running } from './run-platforms.ts';
import type { PlatformSettings } from './settings.ts';
import type { World } from './world.ts';

export interface SplitParts {
  readonly world: World;
  readonly settings: PlatformSettings;
  /** Variables of the settings; handed on to each platform. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

interface ReadyMessage {
  readonly addresses: Readonly<Record<string, string>>;
  readonly issuer: string;
}

/** Why a platform could not start, in its own words. */
interface FailedMessage {
  readonly failed: string;
}

const startTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;

/** The components whose data a platform may touch: its own applications', and no other's. */
export const componentNamesOf = (platform: Platform, world: Pick<World, 'found'>): string[] => {
  const own = world.found.filter(({ contract }) => contract.platform === platform).map(({ contract }) => contract.name);
  const known = new Set(componentsOf(world.found).map(({ name }) => name));
  const kept: Partial<Record<Platform, string>> = { uumds: 'uumds', 'shared-services': 'console' };
  const more = kept[platform];
  return more !== undefined && known.has(more) ? [...own, more] : own;
};

/** Each process gets the passwords of its own roles alone. */
const writeSecrets = async (platform: Platform, world: World): Promise<string> => {
  const directory = join(world.dataDirectory, 'secrets');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, `${platform}.json`);
  const databases = Object.fromEntries(
    componentNamesOf(platform, world).map((name) => [name, world.databases.get(name)]),
  );
  await writeFile(file, JSON.stringify(databases), { mode: 0o600 });
  return file;
};

const readyOf = (platform: Platform, child: ChildProcess): Promise<ReadyMessage> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${platform} did not start in ${startTimeoutMs / 1000} s`)),
      startTimeoutMs,
    );
    let reason = 'its log says why';
    child.on('message', (message: ReadyMessage | FailedMessage) => {
      if ('failed' in message) {
        reason = message.failed;
        return;
      }
      clearTimeout(late);
      resolve(message);
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`${platform} ended with ${code} while it was starting: ${reason}`));
    });
  });

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const force = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });

export const runSplit = async ({ world, settings, environment }: SplitParts): Promise<Running> => {
  const children: { readonly platform: Platform; readonly child: ChildProcess }[] = [];
  let ending = false;
  const stop = async () => {
    ending = true;
    // The gateways first: nothing new comes in while the rest finishes.
    for (const { child } of [...children].reverse()) await end(child);
  };
  const start = async (platform: Platform, issuer: string | undefined): Promise<ReadyMessage> => {
    const child = fork(join(root, 'start', 'platform.ts'), [platform], {
      env: {
        ...environment,
        DATABASE_URL: '',
        PORTORIUM_DATA: settings.PORTORIUM_DATA,
        PORTORIUM_DATABASE_SECRETS: await writeSecrets(platform, world),
        ...(issuer === undefined ? {} : { PORTORIUM_ISSUER: issuer }),
      },
      // A terminal sends Ctrl-C to the whole group; the parent decides the order in which they end.
      detached: true,
    });
    children.push({ platform, child });
    const ready = await readyOf(platform, child);
    child.once('exit', (code) => {
      if (!ending)
        console.error(`${platform} has ended unexpectedly (${code}); the others go on and refuse what needs it`);
    });
    return ready;
  };
  try {
    const addresses: Record<string, string> = {};
    const [first, ...others] = allPlatforms;
    const uumds = await start(first, settings.PORTORIUM_ISSUER);
    const rest = await Promise.all(others.map((platform) => start(platform, uumds.issuer)));
    for (const ready of [uumds, ...rest]) Object.assign(addresses, ready.addresses);
    return { addresses, issuer: uumds.issuer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
