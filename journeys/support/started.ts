/** The platform as `npm start` starts it: a process of its own, which can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../start/root.ts';
import { freePort, ports } from './constellation.ts';

export interface Started {
  readonly speed2ng: string;
  readonly issuer: string;
  readonly child: ChildProcess;
  /** Everything that it printed. */
  readonly printed: () => string;
  /** Ctrl-C; answers with the exit code. */
  interrupt(): Promise<number | null>;
  /** kill -9. */
  kill(): Promise<void>;
}

const startTimeoutMs = 30_000;

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
    child.once('exit', (code) => resolve(code));
  });

/** Ports of their own; the same for every start of one test, as an operator would have them. */
export const ownPorts = async (): Promise<Record<string, string>> => {
  const environment: Record<string, string> = {};
  for (const name of ports) {
    environment[`PORTORIUM_${name}`] = String(await freePort());
  }
  for (const name of ['SPEED2NG', 'CCN2NG', 'CDCO', 'SHARED_SERVICES', 'UUMDS'])
    environment[`PORTORIUM_${name}_MANAGEMENT_PORT`] = '0';
  return environment;
};

export const startAsUser = async (
  dataDirectory: string,
  ports: Readonly<Record<string, string>>,
  ...options: string[]
): Promise<Started> => {
  const child = spawn(process.execPath, [join(root, 'start', 'main.ts'), ...options], {
    env: {
      PATH: process.env['PATH'],
      PORTORIUM_DATA: dataDirectory,
      PORTORIUM_LOG_LEVEL: 'error',
      PORTORIUM_MEMBER_STATES: 'BE,DE',
      PORTORIUM_NATIONAL_SIGN_INS: 'none',
      ...ports,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const runs = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not started in time: ${output}`)), startTimeoutMs);
    const hear = (line: string) => {
      output += `${line}\n`;
      if (!line.startsWith('Three things to try')) return;
      clearTimeout(late);
      resolve();
    };
    createInterface({ input: child.stdout }).on('line', hear);
    createInterface({ input: child.stderr }).on('line', hear);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
  await runs;
  return {
    speed2ng: `https://127.0.0.1:${ports['PORTORIUM_SPEED2NG_PORT']}`,
    issuer: `http://127.0.0.1:${ports['PORTORIUM_UUMDS_PORT']}/realms/portorium`,
    child,
    printed: () => output,
    interrupt: () => {
      child.kill('SIGINT');
      return ended(child);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
};
