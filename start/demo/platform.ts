/** The platform that the demonstration talks to: the one that runs on this machine, or one that is started for it. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Agent, request } from 'undici';
import { root } from '../root.ts';
import type { PlatformSettings } from '../settings.ts';

export interface DemoPlatform {
  readonly speed2ng: string;
  readonly ccn2ng: string;
  readonly ccn2ngGrpc: string;
  readonly sharedServices: string;
  readonly issuer: string;
  stop(): Promise<void>;
}

export interface PlatformParts {
  readonly settings: PlatformSettings;
  readonly dataDirectory: string;
  readonly tell: (line: string) => void;
}

const startTimeoutMs = 60_000;

const addressesOf = (settings: PlatformSettings): Omit<DemoPlatform, 'stop'> => ({
  speed2ng: `https://127.0.0.1:${settings.PORTORIUM_SPEED2NG_PORT}`,
  ccn2ng: `https://127.0.0.1:${settings.PORTORIUM_CCN2NG_PORT}`,
  // gRPC names the host in its handshake, where an address has no place (RFC 6066, section 3).
  ccn2ngGrpc: `localhost:${settings.PORTORIUM_CCN2NG_GRPC_PORT}`,
  sharedServices: `https://127.0.0.1:${settings.PORTORIUM_SHARED_SERVICES_PORT}`,
  issuer: settings.PORTORIUM_ISSUER ?? `http://127.0.0.1:${settings.PORTORIUM_UUMDS_PORT}/realms/portorium`,
});

const answers = async (url: string, dataDirectory: string): Promise<boolean> => {
  const ca = await readFile(join(dataDirectory, 'certificates', 'trust-anchor.pem'), 'utf8').catch(() => undefined);
  if (ca === undefined) return false;
  const dispatcher = new Agent({ connect: { ca } });
  try {
    return (await request(`${url}/health/ready`, { dispatcher })).statusCode === 200;
  } catch {
    return false;
  } finally {
    await dispatcher.close();
  }
};

const startOwn = (tell: (line: string) => void): Promise<() => Promise<void>> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'start', 'main.ts'), ...process.argv.slice(2)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PORTORIUM_MESSAGE_SECURITY: 'BE=signed',
        ...process.env,
        PORTORIUM_LOG_LEVEL: process.env['PORTORIUM_LOG_LEVEL'] ?? 'error',
      },
    });
    // However the demonstration ends, a closed pipe included: what it started ends with it.
    process.once('exit', () => void child.kill('SIGTERM'));
    const late = setTimeout(() => reject(new Error('the platform did not start in time')), startTimeoutMs);
    child.once('exit', (code) => reject(new Error(`the platform ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('Portorium runs')) return;
      clearTimeout(late);
      tell(line);
      resolve(
        () =>
          new Promise((stopped) => {
            if (child.exitCode !== null) return stopped();
            child.once('exit', () => stopped());
            child.kill('SIGTERM');
          }),
      );
    });
  });

export const findOrStartPlatform = async ({ settings, dataDirectory, tell }: PlatformParts): Promise<DemoPlatform> => {
  const addresses = addressesOf(settings);
  if (await answers(addresses.speed2ng, dataDirectory)) {
    tell(`runs already: ${addresses.speed2ng}`);
    return { ...addresses, stop: async () => {} };
  }
  tell('none runs here: starting one (it is stopped at the end)');
  return { ...addresses, stop: await startOwn(tell) };
};
