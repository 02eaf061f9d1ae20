import { toSecond } from '../kit/clock.ts';
import type { Store } from '../kit/store/store.ts';
import { segments } from './storage/lines.ts';

interface SourceRow {
  readonly platform: string;
  readonly instance: string;
  readonly lines: string;
  readonly dropped: string;
  readonly last_dropped_at: Date | null;
  readonly last_seen_at: Date;
}

interface Size {
  readonly lines: string;
  readonly bytes: string;
}

const sourceOf = (row: SourceRow) => ({
  platform: row.platform,
  instance: row.instance,
  lines: Number(row.lines),
  dropped: Number(row.dropped),
  ...(row.last_dropped_at === null ? {} : { lastDroppedAt: toSecond(row.last_dropped_at.getTime()) }),
  lastSeenAt: toSecond(row.last_seen_at.getTime()),
});

const names = Array.from({ length: segments }, (_, segment) => `line_${segment}`);

/** Statistics are good enough here: counting would read everything. */
const sizeQuery = `select sum(greatest(reltuples, 0))::bigint as lines, sum(pg_total_relation_size(oid))::bigint as bytes
  from pg_class where relname = any($1) and relnamespace = to_regnamespace(current_schema())`;

/** By the identity, which has an index: lines are taken in the order in which they were written, but for seconds. */
const timeOf = async (store: Store, order: 'asc' | 'desc'): Promise<string | undefined> => {
  const [row] = await store.query<{ at: Date }>(`select at from line order by id ${order} limit 1`);
  return row === undefined ? undefined : toSecond(row.at.getTime());
};

export const consultLogStore = (store: Store, limitCharacters: number) => async () => {
  const [size] = await store.query<Size>(sizeQuery, [names]);
  const sources = await store.query<SourceRow>('select * from source order by last_seen_at desc limit 1000');
  const [oldestAt, newestAt] = [await timeOf(store, 'asc'), await timeOf(store, 'desc')];
  return {
    ...{ lines: Number(size?.lines ?? 0), bytes: Number(size?.bytes ?? 0), limitCharacters },
    ...(oldestAt === undefined ? {} : { oldestAt }),
    ...(newestAt === undefined ? {} : { newestAt }),
    ...(sources.length === 0 ? {} : { source: sources.map(sourceOf) }),
  };
};
