/** Prometheus metrics of one platform: names, units and labels in one place; labels are few and bounded. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type CallMetrics, callMetrics } from './metrics/calls.ts';
import { type DatabaseMetrics, databaseMetrics } from './metrics/database.ts';
import { queueMetrics, type ReadQueue } from './metrics/queues.ts';

export type CallResult = 'ok' | 'refused' | 'failed';

export interface OperationMetrics {
  start(operation: string, circle: string): { end(result: CallResult): void };
}

export type { QueueLevel, QueueReading, ReadQueue } from './metrics/queues.ts';

/** Declares a counter, or finds the one of this name; what it makes adds to it. Labels must have few values. */
export type CountedOf = (
  name: string,
  help: string,
  labelNames: readonly string[],
) => (labels: Readonly<Record<string, string>>, by: number) => void;

export interface Metrics {
  readonly registry: Registry;
  readonly operations: OperationMetrics;
  readonly calls: CallMetrics;
  readonly database: DatabaseMetrics;
  /** Requests at a gateway's door, by protocol; refused ones never reach an operation. */
  request(protocol: string, operation: string, status: string, durationSeconds: number): void;
  /** Somebody who sent too much, or failed too often to prove who it is: `party`, `places`, `credential`, `address`, `lockout`. */
  turnedAway(by: string): void;
  /** Sampled when scraped. */
  queue(component: string, subscriber: string, read: ReadQueue): void;
  breaker(target: string, read: () => 'closed' | 'halfOpen' | 'open'): void;
  /** Of an application's own matters. */
  readonly counted: CountedOf;
}

const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const breakerNumber = { closed: 0, halfOpen: 1, open: 2 } as const;

/** Of the library: gauges that are called as counters are; the same figures by type stay. */
const misnamed = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

export const createMetrics = (platform: string): Metrics => {
  const registry = new Registry();
  registry.setDefaultLabels({ platform });
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);
  const registers = [registry];
  const duration = new Histogram({
    name: 'portorium_operation_duration_seconds',
    help: 'Time from the arrival of a call at its operation to its answer',
    labelNames: ['operation', 'circle', 'result'],
    buckets: durationBuckets,
    registers,
  });
  const underWay = new Gauge({
    name: 'portorium_operations_under_way',
    help: 'Calls being performed',
    labelNames: ['operation'],
    registers,
  });
  const requests = new Histogram({
    name: 'portorium_request_duration_seconds',
    help: 'Time from the first byte of a request at the gateway to its answer',
    labelNames: ['protocol', 'operation', 'status'],
    buckets: durationBuckets,
    registers,
  });
  const breakers: { target: string; read: () => keyof typeof breakerNumber }[] = [];
  const queue = queueMetrics(registry);
  new Gauge({
    name: 'portorium_breaker_state',
    help: 'Circuit breaker towards another platform or partner: 0 closed, 1 half open, 2 open',
    labelNames: ['target'],
    registers,
    collect() {
      for (const { target, read } of breakers) this.set({ target }, breakerNumber[read()]);
    },
  });
  const refusals = new Counter({
    name: 'portorium_refusals_total',
    help: 'Calls that were refused',
    labelNames: ['operation'],
    registers,
  });
  const turnedAway = new Counter({
    name: 'portorium_turned_away_total',
    help: 'Requests that exceeded a share, or came from a place that is locked out',
    labelNames: ['by'],
    registers,
  });
  return {
    registry,
    calls: callMetrics(registry),
    database: databaseMetrics(registry),
    turnedAway: (by) => turnedAway.inc({ by }),
    operations: {
      start: (operation, circle) => {
        const since = process.hrtime.bigint();
        underWay.inc({ operation });
        return {
          end: (result) => {
            underWay.dec({ operation });
            if (result === 'refused') refusals.inc({ operation });
            duration.observe({ operation, circle, result }, Number(process.hrtime.bigint() - since) / 1e9);
          },
        };
      },
    },
    request: (protocol, operation, status, durationSeconds) =>
      requests.observe({ protocol, operation, status }, durationSeconds),
    queue,
    breaker: (target, read) => void breakers.push({ target, read }),
    counted: (name, help, labelNames) => {
      const known = registry.getSingleMetric(name) as Counter | undefined;
      const counter = known ?? new Counter({ name, help, labelNames: [...labelNames], registers });
      return (labels, by) => counter.inc(labels, by);
    },
  };
};
