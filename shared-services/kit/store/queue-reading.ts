/** What waits in an outbox for its subscribers, for the figures: one statement for all of them. */
import type { QueueReading } from '../metrics/queues.ts';
import type { Store } from './store.ts';

const priorities = ['A', 'B', 'C'] as const;

interface Row {
  readonly subscriber: string;
  /** Absent: of the dead letters that are open. */
  readonly priority: number | null;
  readonly messages: string;
  readonly oldest: string | null;
}

const readRows = (store: Store): Promise<Row[]> =>
  store.query<Row>(
    `select subscriber, priority, count(*) as messages, extract(epoch from now() - min(sent_at)) as oldest from outbox group by subscriber, priority
     union all select subscriber, null, count(*), null from dead_letter where closed_at is null group by subscriber`,
  );

const readingOf = (rows: readonly Row[]): QueueReading => {
  const levels = priorities.map((priority, index) => {
    const row = rows.find((one) => one.priority === index + 1);
    return { priority, depth: Number(row?.messages ?? 0), oldestSeconds: Number(row?.oldest ?? 0) };
  });
  return { levels, deadLetters: Number(rows.find(({ priority }) => priority === null)?.messages ?? 0) };
};

/** Readings of several subscribers at once share one look into the outbox. */
export const queuesOf = (store: Store) => {
  let reading: Promise<Row[]> | undefined;
  const read = () => {
    reading ??= readRows(store).finally(() => {
      reading = undefined;
    });
    return reading;
  };
  return (subscriber: string) => async (): Promise<QueueReading> =>
    readingOf((await read()).filter((row) => row.subscriber === subscriber));
};
