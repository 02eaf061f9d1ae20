import { fork } from 'node:child_process';
import type { BenchPlatform } from './platform-process.ts';

export interface Bare {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export const startBare = async (platform: BenchPlatform): Promise<Bare> => {
  const child = fork(new URL('./bare.ts', import.meta.url));
  child.send({ connectionString: platform.bareConnectionString, key: platform.key, cert: platform.cert });
  const { url } = await new Promise<{ url: string }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { url: string }));
    child.once('exit', (code) => reject(new Error(`the bare handler ended with ${code}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
};
