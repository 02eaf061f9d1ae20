/** Prometheus metrics of one platform: names, units and labels in one place; labels are few and bounded. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type CallResult = 'ok' | 'refused' | 'failed';

export interface OperationMetrics {
  start(operation: string, circle: string): { end(result: CallResult): void };
}

export interface Metrics {
  readonly registry: Registry;
  readonly operations: OperationMetrics;
  /** Requests at a gateway's door, by protocol; refused ones never reach an operation. */
  request(protocol: string, operation: string, status: string, durationSeconds: number): void;
  /** Sampled when scraped. */
  queue(component: string, subscriber: string, read: () => Promise<{ depth: number; oldestSeconds: number }>): void;
  breaker(target: string, read: () => 'closed' | 'halfOpen' | 'open'): void;
}

const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const breakerNumber = { closed: 0, halfOpen: 1, open: 2 } as const;

export const createMetrics = (platform: string): Metrics => {
  const registry = new Registry();
  registry.setDefaultLabels({ platform });
  collectDefaultMetrics({ register: registry });
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
  const queues: {
    component: string;
    subscriber: string;
    read: () => Promise<{ depth: number; oldestSeconds: number }>;
  }[] = [];
  const breakers: { target: string; read: () => keyof typeof breakerNumber }[] = [];
  const age = new Gauge({
    name: 'portorium_queue_oldest_seconds',
    help: 'Age of the oldest message that waits',
    labelNames: ['component', 'subscriber'],
    registers,
  });
  new Gauge({
    name: 'portorium_queue_depth',
    help: 'Messages that wait for a subscriber',
    labelNames: ['component', 'subscriber'],
    registers,
    async collect() {
      for (const { component, subscriber, read } of queues) {
        const { depth, oldestSeconds } = await read();
        this.set({ component, subscriber }, depth);
        age.set({ component, subscriber }, oldestSeconds);
      }
    },
  });
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
  return {
    registry,
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
    queue: (component, subscriber, read) => void queues.push({ component, subscriber, read }),
    breaker: (target, read) => void breakers.push({ target, read }),
  };
};
