/** The figures of this process into the history, and what a process says of the database that it stands on. */
import type { Platform } from '../../reference-architecture/contract/language.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import type { Metrics } from '../../shared-services/kit/metrics.ts';
import { startSampler } from '../../shared-services/monitoring/history/sampler.ts';
import type { Databases } from './databases.ts';
import type { Stops } from './ending.ts';
import { ownVersion } from './version.ts';

export interface SamplingParts {
  readonly platforms: readonly Platform[];
  readonly metricsOf: (platform: Platform) => Metrics;
  readonly databases: Databases;
  readonly clock: Clock;
  readonly log: Logger;
  readonly stops: Stops;
}

const intervalMs = 10_000;

const sizeOf = (databases: Databases) => async (): Promise<number> => {
  const { rows } = await databases
    .anyPool()
    .query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
  return Number(rows[0]?.bytes ?? 0);
};

export const startSampling = ({ platforms, metricsOf, databases, clock, log, stops }: SamplingParts): void => {
  if (platforms.includes('shared-services')) metricsOf('shared-services').database.size(sizeOf(databases));
  const sampler = startSampler({
    registries: new Map(platforms.map((platform) => [platform, metricsOf(platform).registry])),
    pool: databases.anyPool(),
    version: ownVersion(),
    intervalMs,
    clock,
    log,
  });
  stops.add(() => sampler.stop());
};
