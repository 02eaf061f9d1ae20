/** Gives a process's own figures to the history, every so many seconds. What cannot be given is missing there, and holds up nothing. */
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import type { Registry } from 'prom-client';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/logging.ts';
import { type Loop, startLoop } from '../../kit/loop.ts';
import { createReader, type Reading } from './reading.ts';

export interface SamplerParts {
  /** Platforms of this process, each with its figures. */
  readonly registries: ReadonlyMap<string, Registry>;
  /** Of any component: all may give readings. */
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly version: string;
  readonly intervalMs: number;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Sampler extends Loop {
  /** Reads and gives once. */
  sample(): Promise<void>;
}

const cpuSince = () => {
  let usage = process.cpuUsage();
  let atMs = performance.now();
  return (): number => {
    const spent = process.cpuUsage(usage);
    const passedMs = performance.now() - atMs;
    usage = process.cpuUsage();
    atMs = performance.now();
    return passedMs > 0 ? (spent.user + spent.system) / 1000 / passedMs : 0;
  };
};

const lagIn = (readings: readonly Reading[]): number =>
  readings.find(({ metric }) => metric === 'nodejs_eventloop_lag_p99_seconds')?.value ?? 0;

export const startSampler = (parts: SamplerParts): Sampler => {
  const { registries, pool, version, intervalMs, clock, log } = parts;
  const readers = [...registries.values()].map(createReader);
  const startedAtMs = clock.nowMs() - performance.now();
  const cpu = cpuSince();

  const facts = (readings: readonly Reading[]) => {
    const { rss, heapUsed } = process.memoryUsage();
    return {
      instance: `${hostname()} ${process.pid}`,
      platforms: [...registries.keys()],
      version,
      node_version: process.version,
      started_at_ms: startedAtMs,
      event_loop_lag: lagIn(readings),
      resident_bytes: rss,
      heap_bytes: heapUsed,
      cpu_ratio: cpu(),
    };
  };

  const sample = async (): Promise<void> => {
    const readings = (await Promise.all(readers.map((read) => read()))).flat();
    await pool.query({
      name: 'readings',
      text: 'select portorium_monitoring.take_readings($1, $2)',
      values: [JSON.stringify(facts(readings)), JSON.stringify(readings)],
    });
  };
  return { sample, ...startLoop({ name: 'figures for the history', intervalMs, work: sample, log }) };
};
