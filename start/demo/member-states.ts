/** Starts the simulated systems of two Member States as programs of their own, with their own certificates. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../root.ts';

export interface MemberStatesParts {
  readonly ccn2ng: string;
  readonly grpc: string;
  /** Folder of the development certificates. */
  readonly certificates: string;
  readonly trustAnchor: string;
  readonly behaviour: string;
  /** Where Belgium's system listens for pushes. */
  readonly listen: string;
  /** Each line that a system prints. */
  readonly tell: (line: string) => void;
}

export interface MemberStates {
  stop(): Promise<void>;
}

const startTimeoutMs = 15_000;

const ready = (child: ChildProcess, country: string, tell: (line: string) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the system of ${country} did not start in time`)), startTimeoutMs);
    createInterface({ input: child.stdout! }).on('line', (line) => {
      tell(line);
      if (line.includes('ready')) {
        clearTimeout(late);
        resolve();
      }
    });
    child.once('exit', (code) => reject(new Error(`the system of ${country} ended with ${code}`)));
  });

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

export const startMemberStates = async (parts: MemberStatesParts): Promise<MemberStates> => {
  const start = (country: string, mode: string, more: readonly string[]) =>
    spawn(
      process.execPath,
      [
        join(root, 'simulators', 'member-state', 'main.ts'),
        ...['--country', country, '--mode', mode, '--ccn2ng', parts.ccn2ng, '--grpc', parts.grpc],
        ...['--certificate', join(parts.certificates, 'member-states', `${country}.pem`)],
        ...['--trust-anchor', parts.trustAnchor, '--behaviour', parts.behaviour],
        ...more,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
  const belgium = start('BE', 'push', ['--listen', parts.listen]);
  const germany = start('DE', 'pull-grpc', []);
  const stop = async () => {
    await Promise.all([end(belgium), end(germany)]);
  };
  try {
    await Promise.all([ready(belgium, 'BE', parts.tell), ready(germany, 'DE', parts.tell)]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
};
