/** What operators see of the exchange: what waits for whom and how long already, and how pushes end. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { priorityLetter, readBacklog } from '../queue.ts';
import type { PushResult } from './deliver.ts';

const labelNames = ['member_state', 'priority'] as const;

export interface ExchangeMetrics {
  readonly pushed: (memberState: string, result: PushResult) => void;
}

export const measureExchange = (registry: Registry, store: Store): ExchangeMetrics => {
  const registers = [registry];
  const oldest = new Gauge({
    name: 'portorium_exchange_oldest_seconds',
    help: 'Age of the oldest message that waits for a Member State',
    labelNames,
    registers,
  });
  new Gauge({
    name: 'portorium_exchange_waiting',
    help: 'Messages that wait for a Member State',
    labelNames,
    registers,
    async collect() {
      const rows = await readBacklog(store).catch(() => []);
      this.reset();
      oldest.reset();
      for (const { member_state, priority, depth, oldest_seconds } of rows) {
        const labels = { member_state, priority: priorityLetter(priority) };
        this.set(labels, depth);
        oldest.set(labels, oldest_seconds);
      }
    },
  });
  const pushes = new Counter({
    name: 'portorium_exchange_pushes_total',
    help: 'Pushes to Member States by how they ended',
    labelNames: ['member_state', 'result'],
    registers,
  });
  return { pushed: (member_state, result) => pushes.inc({ member_state, result }) };
};
