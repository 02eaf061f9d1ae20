/** Starts the simulated systems of Member States as programs of their own, with their own certificates. */
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
  /** Each line that a system prints. */
  readonly tell: (line: string) => void;
}

export interface MemberStateParts extends MemberStatesParts {
  readonly country: string;
  readonly mode: 'push' | 'pull-rest' | 'pull-grpc';
  /** Where its system listens for pushes. */
  readonly listen?: string;
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
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`the system of ${country} ended with ${code}`));
    });
  });

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/** One system. @throws {Error} it does not start, or cannot reach CCN2ng in time */
export const startMemberState = async (parts: MemberStateParts): Promise<MemberStates> => {
  const { country, mode, listen, tell } = parts;
  const child = spawn(
    process.execPath,
    [
      join(root, 'simulators', 'member-state', 'main.ts'),
      ...['--country', country, '--mode', mode, '--ccn2ng', parts.ccn2ng, '--grpc', parts.grpc],
      ...['--certificate', join(parts.certificates, 'member-states', `${country}.pem`)],
      ...['--trust-anchor', parts.trustAnchor, '--behaviour', parts.behaviour, '--sign'],
      ...(listen === undefined ? [] : ['--listen', listen]),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  process.once('exit', () => void child.kill('SIGTERM'));
  try {
    await ready(child, country, tell);
  } catch (error) {
    await end(child);
    throw error;
  }
  return { stop: () => end(child) };
};

/** Belgium, to which CCN2ng pushes, and Germany, which pulls by gRPC. */
export const startMemberStates = async ({
  listen,
  ...parts
}: MemberStatesParts & { readonly listen: string }): Promise<MemberStates> => {
  const starts = await Promise.allSettled([
    startMemberState({ ...parts, country: 'BE', mode: 'push', listen }),
    startMemberState({ ...parts, country: 'DE', mode: 'pull-grpc' }),
  ]);
  const started = starts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const stop = async () => {
    await Promise.all(started.map((one) => one.stop()));
  };
  const failure = starts.find((one) => one.status === 'rejected');
  if (failure === undefined) return { stop };
  await stop();
  throw failure.reason;
};
