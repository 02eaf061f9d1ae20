/** Connections, those who wait for one, and how long transactions take. */
import { Gauge, Histogram, type Registry } from 'prom-client';
import { inTime } from './queues.ts';

/** What a pool says of itself; `pg.Pool` does. */
export interface PoolFigures {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly options: { readonly max?: number };
}

export interface DatabaseMetrics {
  pool(component: string, figures: PoolFigures): void;
  /** Read when scraped; one process of the installation is enough. */
  size(readBytes: () => Promise<number>): void;
  /** A transaction of a component's store, by how it ended. */
  transaction(component: string, outcome: 'committed' | 'rolledBack', seconds: number): void;
}

export const databaseMetrics = (registry: Registry): DatabaseMetrics => {
  const registers = [registry];
  const pools = new Map<string, PoolFigures>();
  const gauge = (name: string, help: string, figure: (one: PoolFigures) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['component'],
      registers,
      collect() {
        for (const [component, one] of pools) this.set({ component }, figure(one));
      },
    });
  gauge('portorium_database_connections', 'Open connections of a component', ({ totalCount }) => totalCount);
  gauge('portorium_database_connections_idle', 'Of these, free', ({ idleCount }) => idleCount);
  gauge('portorium_database_connections_limit', 'Connections a component may open', ({ options }) => options.max ?? 0);
  gauge('portorium_database_waiting', 'Callers that wait for a connection', ({ waitingCount }) => waitingCount);
  const transactions = new Histogram({
    name: 'portorium_database_transaction_duration_seconds',
    help: 'Time of a transaction, the wait for its connection included',
    labelNames: ['component', 'outcome'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10],
    registers,
  });
  return {
    pool: (component, figures) => void pools.set(component, figures),
    size: (readBytes) =>
      void new Gauge({
        name: 'portorium_database_size_bytes',
        help: 'Size of the database',
        registers,
        async collect() {
          const bytes = await inTime(readBytes()).catch(() => undefined);
          if (bytes === undefined) this.reset();
          else this.set(bytes);
        },
      }),
    transaction: (component, outcome, seconds) => transactions.observe({ component, outcome }, seconds),
  };
};
