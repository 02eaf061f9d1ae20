/** Sends filings over a fixed number of connections, each waiting for its answer before it sends the next. */
import { Pool } from 'undici';

export interface Contender {
  readonly name: string;
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A filing of its own for each number. */
  readonly bodyOf: (label: string, number: number) => string;
  readonly expected: number;
  /** Resolves when everything that follows from the filings so far is done. */
  readonly settled?: () => Promise<void>;
  /** CPU milliseconds so far of what serves it: the process itself, and the database. */
  readonly cpuMs: () => Promise<{ readonly process: number; readonly database: number }>;
}

export interface Round {
  /** Filings a second until everything was done. */
  readonly perSecond: number;
  /** Filings a second until the last answer. */
  readonly answeredPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU microseconds for each filing. */
  readonly processCpuUs: number;
  readonly databaseCpuUs: number;
}

export interface MeasureParts {
  readonly trustAnchor: string;
  readonly filings: number;
  readonly connections: number;
  readonly label: string;
}

const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

export const measure = async (
  contender: Contender,
  { trustAnchor, filings, connections, label }: MeasureParts,
): Promise<Round> => {
  const pool = new Pool(contender.url, { connections, pipelining: 1, connect: { ca: trustAnchor } });
  const latenciesMs = new Float64Array(filings);
  let next = 0;
  const worker = async () => {
    for (let number = next++; number < filings; number = next++) {
      const body = contender.bodyOf(label, number);
      const sinceMs = performance.now();
      const answer = await pool.request({ path: contender.path, method: 'POST', headers: contender.headers, body });
      const text = await answer.body.text();
      latenciesMs[number] = performance.now() - sinceMs;
      if (answer.statusCode !== contender.expected)
        throw new Error(`${contender.name} answered ${answer.statusCode}: ${text.slice(0, 500)}`);
    }
  };
  const cpuBefore = await contender.cpuMs();
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: connections }, worker));
  const answeredMs = performance.now() - startedMs;
  await contender.settled?.();
  const doneMs = performance.now() - startedMs;
  const cpuAfter = await contender.cpuMs();
  await pool.close();
  latenciesMs.sort();
  return {
    perSecond: (filings / doneMs) * 1000,
    answeredPerSecond: (filings / answeredMs) * 1000,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    processCpuUs: ((cpuAfter.process - cpuBefore.process) / filings) * 1000,
    databaseCpuUs: ((cpuAfter.database - cpuBefore.database) / filings) * 1000,
  };
};
