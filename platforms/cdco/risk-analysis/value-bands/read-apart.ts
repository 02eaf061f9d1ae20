/** Starts the thread that reads a file, one at a time, and waits for it no longer than its caller does. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../../shared-services/kit/refusal.ts';
import type { BandFile, ReadFile } from './read-file.ts';

const busy = () =>
  new Refusal({
    code: 'OVERLOADED',
    status: 'unavailable',
    title: 'Another file of value bands is being read; send the same message again later.',
    retryAfterMs: 5000,
  });

/** @returns reads one file; refuses while it reads another, and throws where time is up. */
export const createFileReader = () => {
  let underWay = false;
  return async (file: BandFile, timeoutMs: number): Promise<ReadFile> => {
    if (underWay) throw busy();
    underWay = true;
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: file });
    try {
      const [read] = await once(worker, 'message', { signal: AbortSignal.timeout(timeoutMs) });
      return read as ReadFile;
    } finally {
      underWay = false;
      await worker.terminate();
    }
  };
};
