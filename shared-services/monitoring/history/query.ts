/** The history, read. */
import type { Store } from '../../kit/store/store.ts';

export interface SeriesFacts {
  readonly id: number;
  readonly metric: string;
  readonly kind: 'gauge' | 'counter' | 'histogram';
  readonly labels: Readonly<Record<string, string>>;
  readonly bounds: readonly number[] | null;
}

export interface Latest {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Of a counter, or a histogram, over a window. */
export interface Increase {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly buckets: readonly number[] | null;
  readonly bounds: readonly number[] | null;
}

export const steps = [
  { seconds: 10, keptSeconds: 2 * 3600 },
  { seconds: 60, keptSeconds: 86_400 },
  { seconds: 900, keptSeconds: 90 * 86_400 },
] as const;

/** The finest step that is still kept that long ago. */
export const stepFor = (ageSeconds: number): number =>
  (steps.find(({ keptSeconds }) => ageSeconds <= keptSeconds) ?? steps[2]).seconds;

/** A gauge of a process that is silent for longer than this says nothing of the present. */
const staleSeconds = 60;

/** What every gauge showed last. */
export const readLatest = (store: Store): Promise<Latest[]> =>
  store.query<Latest>(
    `select distinct on (s.id) s.metric, s.labels, sample.value
     from sample join series as s on s.id = sample.series
     where sample.step = 10 and sample.at > now() - make_interval(secs => $1) and s.kind = 'gauge'
     order by s.id, sample.at desc`,
    [staleSeconds],
  );

/**
 * What was added to these metrics in the last seconds, by series. Fine intervals for short windows: the beginning of a window
 * is as exact as its interval.
 */
export const readIncreases = (store: Store, metrics: readonly string[], seconds: number): Promise<Increase[]> => {
  const step = seconds <= 3600 ? 10 : seconds <= 21_600 ? 60 : 900;
  return store.query<Increase>(
    `select s.metric, s.labels, s.bounds, total.value, total.buckets
     from series as s join lateral (
       select sum(value) as value,
         (select array_agg(added order by position) from (
           select sum(part) as added, position from sample as one, unnest(one.buckets) with ordinality as b(part, position)
           where one.step = $1 and one.series = s.id and one.at > now() - make_interval(secs => $2) and $2 <= 3600 group by position) as parts) as buckets
       from sample where step = $1 and series = s.id and at > now() - make_interval(secs => $2)
     ) as total on total.value is not null
     where s.metric = any($3) and s.kind <> 'gauge'`,
    [step, seconds, metrics],
  );
};

/** Forgets what is older than its step is kept. */
export const forget = async (store: Store): Promise<void> => {
  for (const { seconds, keptSeconds } of steps)
    await store.query(`delete from sample where step = $1 and at < now() - make_interval(secs => $2)`, [
      seconds,
      keptSeconds,
    ]);
  await store.query(`delete from process where seen_at < now() - interval '1 day'`);
  await store.query(`delete from alert where state = 'resolved' and resolved_at < now() - interval '7 days'`);
};
