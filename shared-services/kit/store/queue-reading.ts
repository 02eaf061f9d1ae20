/** What waits in an outbox for a subscriber, for the figures. */
import type { QueueReading } from '../metrics/queues.ts';
import type { Store } from './store.ts';

const priorities = ['A', 'B', 'C'] as const;

interface Row {
  readonly priority: number;
  readonly depth: string;
  readonly oldest: string | null;
}

export const queueOf = (store: Store, subscriber: string) => async (): Promise<QueueReading> => {
  const [rows, [dead]] = await Promise.all([
    store.query<Row>(
      'select priority, count(*) as depth, extract(epoch from now() - min(sent_at)) as oldest from outbox where subscriber = $1 group by priority',
      [subscriber],
    ),
    store.query<{ letters: string }>('select count(*) as letters from dead_letter where subscriber = $1', [subscriber]),
  ]);
  const levels = priorities.map((priority, index) => {
    const row = rows.find((one) => one.priority === index + 1);
    return { priority, depth: Number(row?.depth ?? 0), oldestSeconds: Number(row?.oldest ?? 0) };
  });
  return { levels, deadLetters: Number(dead?.letters ?? 0) };
};
