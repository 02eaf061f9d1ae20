/** Depth and age of queues, by priority. They come from one reading per scrape. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Priority } from '../../../reference-architecture/contract/language.ts';

/** How much waits, and how long the first of it has waited. */
export interface QueueLevel {
  readonly priority: Priority;
  readonly depth: number;
  readonly oldestSeconds: number;
}

export interface QueueReading {
  /** Of each priority. */
  readonly levels: readonly QueueLevel[];
  /** Messages that were given up. */
  readonly deadLetters: number;
}
export type ReadQueue = () => Promise<QueueReading>;

/** A database that does not answer must not keep the other figures from being read. */
const queueReadTimeoutMs = 2000;

export const inTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('not read in time')), queueReadTimeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

interface Queue {
  readonly labels: { readonly component: string; readonly subscriber: string };
  readonly read: ReadQueue;
}

/** A queue that cannot be read has no figures then, and is counted. */
export const queueMetrics = (registry: Registry) => {
  const labelNames = ['component', 'subscriber'];
  const registers = [registry];
  const queues: Queue[] = [];
  const failures = new Counter({
    name: 'portorium_queue_read_failures_total',
    help: 'Times that a queue could not be read for these figures',
    labelNames,
    registers,
  });
  const readOne = async ({ labels, read }: Queue) => {
    try {
      return { labels, reading: await inTime(read()) };
    } catch {
      failures.inc(labels);
      return { labels, reading: undefined };
    }
  };
  let reading: Promise<Awaited<ReturnType<typeof readOne>>[]> | undefined;
  const readAll = () => {
    reading ??= Promise.all(queues.map(readOne)).finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const gauge = (name: string, help: string, figure: (level: QueueLevel) => number) =>
    new Gauge({
      name,
      help,
      labelNames: [...labelNames, 'priority'],
      registers,
      async collect() {
        const all = await readAll();
        this.reset();
        for (const { labels, reading: read } of all)
          for (const level of read?.levels ?? []) this.set({ ...labels, priority: level.priority }, figure(level));
      },
    });
  gauge('portorium_queue_depth', 'Messages that wait for a subscriber', ({ depth }) => depth);
  gauge('portorium_queue_oldest_seconds', 'Age of the oldest message that waits', ({ oldestSeconds }) => oldestSeconds);
  new Gauge({
    name: 'portorium_dead_letters',
    help: 'Messages to a subscriber that were given up, and wait for an operator',
    labelNames,
    registers,
    async collect() {
      const all = await readAll();
      this.reset();
      for (const { labels, reading: read } of all) if (read !== undefined) this.set(labels, read.deadLetters);
    },
  });
  return (component: string, subscriber: string, read: ReadQueue): void =>
    void queues.push({ labels: { component, subscriber }, read });
};
